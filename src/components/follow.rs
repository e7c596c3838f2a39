//! The controls of a timeline that goes on by itself.

use yew::prelude::*;

use super::icon::{Icon, Name};
use crate::state::live::{Action, Live};

pub fn follow(live: &Live, dispatch: &Callback<Action>) -> Html {
    let (position, len) = (live.player.position, live.tape.len());
    let tool = |name: Name, label: &'static str, id: &'static str, action: Action| {
        let dispatch = dispatch.clone();
        html! {
            <button type="button" class="tool" aria-label={label} title={label} data-testid={id}
                disabled={len == 0} onclick={move |_| dispatch.emit(action.clone())}>
                <Icon {name} />
            </button>
        }
    };
    let following = live.following;
    let (dispatch, clear) = (dispatch.clone(), dispatch.clone());
    html! {
        <>
            <button type="button" class="segment live-follow" data-testid="follow" aria-pressed={following.to_string()}
                title="Go with the newest event (space)"
                onclick={move |_| dispatch.emit(Action::Follow(!following))}>{ "follow" }</button>
            <span class="cluster" role="group" aria-label="Events">
                { tool(Name::Back, "Step back (,)", "player-back", Action::Step(-1)) }
                { tool(Name::Forward, "Step forward (.)", "player-forward", Action::Step(1)) }
                { tool(Name::End, "To the newest", "player-end", Action::Follow(true)) }
            </span>
            <button type="button" class="segment live-clear" data-testid="clear" disabled={len == 0}
                title="Forget what was recorded so far" onclick={move |_| clear.emit(Action::Clear)}>{ "clear" }</button>
            <span class="position" data-testid="position" data-position={position.to_string()}
                data-length={len.to_string()} data-dropped={live.dropped.to_string()}
                data-missed={live.missed.to_string()} title="Events">
                { format!("{} / {}", position, len) }
                if live.dropped > 0 { { format!(", {} older dropped", live.dropped) } }
                if live.missed > 0 { { format!(", {} missed", live.missed) } }
            </span>
        </>
    }
}
