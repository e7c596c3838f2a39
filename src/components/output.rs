//! What the program printed. Lines that the player has not reached yet are shown as such.

use trace::{Kind, Stream};
use yew::prelude::*;

use crate::state::stage::Phase;
use crate::state::tape::Tape;
use crate::timeline::model::Index;
use crate::timeline::words;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub tape: Tape,
    /// How many prints have been played.
    pub played: usize,
    pub phase: Phase,
    pub on_seek: Callback<Index>,
}

#[component]
pub fn Output(props: &Props) -> Html {
    let reel = props.tape.read();
    let model = &reel.model;
    if model.prints.is_empty() {
        let text = match &props.phase {
            Phase::Ended(_) => "The program printed nothing.",
            Phase::Running { .. } | Phase::Idle => "Nothing printed so far.",
            _ => "What the program prints will stand here.",
        };
        return html! { <p class="empty">{ text }</p> };
    }
    let line = |(number, print): (usize, &crate::timeline::model::Print)| {
        let event = model.event(print.event)?;
        let Kind::Print { text, .. } = &event.kind else {
            return None;
        };
        let future = number >= props.played;
        let now = number + 1 == props.played;
        let on_seek = props.on_seek.clone();
        let index = print.event;
        Some(html! {
            <li key={number} class={classes!("line", future.then_some("line-future"), now.then_some("line-now"),
                (print.stream == Stream::Stderr).then_some("line-error"))}
                data-testid="output-line" data-future={future.then_some("true")}
                data-stream={if print.stream == Stream::Stderr { "stderr" } else { "stdout" }}
                data-text={text.to_string()}>
                <button type="button" class="stamp" onclick={move |_| on_seek.emit(index + 1)}
                    title="Go to this moment">{ words::clock(event.at) }</button>
                <span class="line-text">{ text.trim_end_matches('\n') }</span>
                <span class="line-who">{ words::lane(model, print.lane) }</span>
            </li>
        })
    };
    html! {
        <ol class="output" data-testid="output">{ for model.prints.iter().enumerate().filter_map(line) }</ol>
    }
}
