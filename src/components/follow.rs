//! The controls of a timeline that goes on by itself.

use yew::prelude::*;

use super::icon::{Icon, Name};
use crate::state::live::Action;
use crate::timeline::model::Index;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub following: bool,
    pub position: Index,
    pub len: Index,
    pub dropped: u64,
    pub missed: u64,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Follow(props: &Props) -> Html {
    let tool = |name: Name, label: &'static str, id: &'static str, action: Action| {
        let dispatch = props.dispatch.clone();
        html! {
            <button type="button" class="tool" aria-label={label} title={label} data-testid={id}
                disabled={props.len == 0} onclick={move |_| dispatch.emit(action.clone())}>
                <Icon {name} />
            </button>
        }
    };
    let following = props.following;
    let (dispatch, clear) = (props.dispatch.clone(), props.dispatch.clone());
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
            <button type="button" class="segment live-clear" data-testid="clear" disabled={props.len == 0}
                title="Forget what was recorded so far" onclick={move |_| clear.emit(Action::Clear)}>{ "clear" }</button>
            <span class="position" data-testid="position" data-position={props.position.to_string()}
                data-length={props.len.to_string()} data-dropped={props.dropped.to_string()}
                data-missed={props.missed.to_string()} title="Events">
                { format!("{} / {}", props.position, props.len) }
                if props.dropped > 0 { { format!(", {} older dropped", props.dropped) } }
                if props.missed > 0 { { format!(", {} missed", props.missed) } }
            </span>
        </>
    }
}
