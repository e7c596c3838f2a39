//! The moment under the player's line: the event, its cause and effect, and what everybody does.

use yew::prelude::*;

use crate::state::tape::Tape;
use crate::timeline::model::{Index, LaneKind, Model};
use crate::timeline::words;

/// How many events are listed before and after the current one.
const AROUND: Index = 6;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub tape: Tape,
    pub position: Index,
    pub on_seek: Callback<Index>,
}

#[component]
pub fn Inspector(props: &Props) -> Html {
    let reel = props.tape.read();
    let model = &reel.model;
    if model.is_empty() {
        return html! { <p class="empty">{ "Run the program, then choose an event on the timeline." }</p> };
    }
    let current = props.position.checked_sub(1);
    let link = |label: &'static str, event: Option<Index>| {
        event.map(|event| {
            let on_seek = props.on_seek.clone();
            html! {
                <p class="because">
                    <span>{ label }</span>
                    <button type="button" onclick={move |_| on_seek.emit(event + 1)}>{ words::sentence(model, event) }</button>
                </p>
            }
        })
    };
    html! {
        <div class="inspector" data-testid="inspector">
            <section aria-label="Current event">
                <h2>{ "This event" }</h2>
                <p class="now">{ current.map_or_else(|| "Before the first event".into(), |event| words::sentence(model, event)) }</p>
                { link("because", current.and_then(|event| model.cause(event))) }
                { link("leads to", current.and_then(|event| model.effect(event))) }
                <h2>{ "Around it" }</h2>
                { around(props, model) }
            </section>
            <section aria-label="Tasks and threads now">
                <h2>{ "Everybody, now" }</h2>
                { everybody(props, model) }
            </section>
        </div>
    }
}

fn around(props: &Props, model: &Model) -> Html {
    let first = props.position.saturating_sub(AROUND + 1);
    let last = (props.position + AROUND).min(model.len());
    let event = |index: Index| {
        let on_seek = props.on_seek.clone();
        let now = index + 1 == props.position;
        html! {
            <li key={index}>
                <button type="button" class="event" aria-current={now.then_some("true")}
                    onclick={move |_| on_seek.emit(index + 1)}>{ words::sentence(model, index) }</button>
            </li>
        }
    };
    html! { <ol class="events" start={(first + 1).to_string()}>{ for (first..last).map(event) }</ol> }
}

/// Those that exist and have not ended, and what they do.
fn everybody(props: &Props, model: &Model) -> Html {
    let alive = |lane: &crate::timeline::model::Lane| {
        lane.kind != LaneKind::Source
            && lane.first < props.position
            && lane.last.is_none_or(|last| last >= props.position)
    };
    let polls = |lane: &crate::timeline::model::Lane| {
        let after = lane
            .spans
            .partition_point(|span| span.start < props.position);
        after
            .checked_sub(1)
            .map_or(0, |last| lane.spans[last].polls)
    };
    let shown: Vec<_> = model
        .lanes
        .iter()
        .enumerate()
        .filter(|(_, lane)| alive(lane))
        .take(200)
        .collect();
    if shown.is_empty() {
        return html! { <p class="empty">{ "Nobody is there." }</p> };
    }
    html! {
        <table class="everybody">
            <thead><tr><th scope="col">{ "who" }</th><th scope="col">{ "does" }</th><th scope="col">{ "polls" }</th></tr></thead>
            <tbody>
                { for shown.into_iter().map(|(id, lane)| html! {
                    <tr key={id}>
                        <th scope="row">{ words::lane(model, id) }</th>
                        <td>{ words::doing(model, id, props.position) }</td>
                        <td class="number">{ if lane.kind == LaneKind::Thread { String::new() } else { polls(lane).to_string() } }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
