//! The moment under the player's line: the event, its cause and effect, and what everybody does.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::state::tape::Tape;
use crate::timeline::find::find;
use crate::timeline::model::{Doing, Index, LaneKind, Model};
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
    let current = props.position.checked_sub(1);
    let looked = use_state(|| None::<bool>);
    let finder = use_node_ref();
    let look = |back: bool| {
        let (finder, looked) = (finder.clone(), looked.clone());
        let (tape, position, on_seek) = (props.tape.clone(), props.position, props.on_seek.clone());
        move || {
            let text = finder
                .cast::<HtmlInputElement>()
                .map_or_else(String::new, |it| it.value());
            let found = find(&tape.read().model, position, &text, back);
            looked.set(Some(found.is_some()));
            if let Some(found) = found {
                on_seek.emit(found + 1);
            }
        }
    };
    if model.is_empty() {
        return html! { <p class="empty">{ "Run the program, then choose an event on the timeline." }</p> };
    }
    let (next, before) = (look(false), look(true));
    let onsubmit = {
        let next = next.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            next();
        }
    };
    // A list of siblings whose length changes would lose what is typed beside it: no event is an empty node.
    let link = |label: &'static str, event: Option<Index>| {
        let shown = event.map(|event| {
            let on_seek = props.on_seek.clone();
            html! {
                <p class="because">
                    <span>{ label }</span>
                    <button type="button" onclick={move |_| on_seek.emit(event + 1)}>{ words::sentence(model, event) }</button>
                </p>
            }
        });
        shown.unwrap_or_default()
    };
    html! {
        <div class="inspector" data-testid="inspector">
            <section aria-label="Current event">
                <form class="find" role="search" {onsubmit}>
                    <input ref={finder} type="search" placeholder="Find an event: wakes, drop, prints “a” …" aria-label="Find an event"
                        autocomplete="off" spellcheck="false" data-testid="find" />
                    <button class="button" data-testid="find-next">{ "Next" }</button>
                    <button type="button" class="button" data-testid="find-before" onclick={move |_: MouseEvent| before()}>{ "Previous" }</button>
                    <span role="status">{ if *looked == Some(false) { "Nothing found." } else { "" } }</span>
                </form>
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
            && !model.tells_nothing(lane)
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
            <thead><tr><th scope="col">{ "who" }</th><th scope="col">{ "does" }</th><th scope="col">{ "line" }</th><th scope="col">{ "polls" }</th></tr></thead>
            <tbody>
                { for shown.into_iter().map(|(id, lane)| html! {
                    <tr key={id}>
                        <th scope="row">{ words::lane(model, id) }</th>
                        <td>{ words::doing(model, id, props.position) }</td>
                        <td class="number">{ line(model, lane, props.position) }</td>
                        <td class="number">{ if lane.kind == LaneKind::Thread { String::new() } else { polls(lane).to_string() } }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

/// The line at which a future waits or a thread is blocked.
fn line(model: &Model, lane: &crate::timeline::model::Lane, position: Index) -> String {
    let waits = lane
        .at(position)
        .filter(|span| matches!(span.doing, Doing::Waiting | Doing::Blocked));
    let place = waits.and_then(|span| model.event(span.start)?.place);
    place.map_or_else(String::new, |place| place.line.to_string())
}
