//! The controls of the player.

use yew::prelude::*;

use super::icon::{Icon, Name};
use crate::state::player::{Player, SPEEDS};
use crate::state::stage::Action;
use crate::timeline::model::Index;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub player: Player,
    pub len: Index,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Controls(props: &Props) -> Html {
    let Props {
        player,
        len,
        dispatch,
    } = props;
    let tool = |name: Name, label: &'static str, id: &'static str, action: Action| {
        let dispatch = dispatch.clone();
        html! {
            <button type="button" class="tool" aria-label={label} title={label} data-testid={id}
                disabled={*len == 0} onclick={move |_| dispatch.emit(action.clone())}>
                <Icon {name} />
            </button>
        }
    };
    let (icon, text) = if player.playing {
        (Name::Pause, "Pause (space)")
    } else {
        (Name::Play, "Play (space)")
    };
    let on_speed = {
        let dispatch = dispatch.clone();
        move |event: Event| {
            let chosen = event.target_dyn_into::<web_sys::HtmlSelectElement>();
            if let Some(speed) = chosen.and_then(|select| select.value().parse().ok()) {
                dispatch.emit(Action::Speed(speed));
            }
        }
    };
    html! {
        <>
            <span class="cluster" role="group" aria-label="Player">
                { tool(Name::Start, "To the start", "player-start", Action::Seek(0)) }
                { tool(Name::Back, "Step back (,)", "player-back", Action::Step(-1)) }
                { tool(icon, text, "player-play", Action::Toggle) }
                { tool(Name::Forward, "Step forward (.)", "player-forward", Action::Step(1)) }
                { tool(Name::End, "To the end", "player-end", Action::Seek(*len)) }
            </span>
            <label class="speed" title="Speed">
                <span class="unseen">{ "Speed" }</span>
                <select onchange={on_speed} data-testid="player-speed">
                    { for SPEEDS.iter().map(|speed| html! {
                        <option value={speed.to_string()} selected={*speed == player.speed}>{ format!("{speed}×") }</option>
                    }) }
                </select>
            </label>
            <span class="position" data-testid="position" data-position={player.position.to_string()}
                data-length={len.to_string()} aria-hidden="true">
                { format!("{} / {}", player.position, len) }
            </span>
        </>
    }
}
