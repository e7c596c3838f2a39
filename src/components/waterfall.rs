//! How long requests took that were under way together, as bars below each other.

use protocol::live::HttpMode;
use trace::Nanos;
use yew::prelude::*;

use crate::state::live::{Action, Live};
use crate::state::requests::{Burst, Request};
use crate::timeline::words;

const PARTS: [(&str, &str); 3] = [
    ("fall-connect", "until connected"),
    ("fall-wait", "until the first byte"),
    ("fall-read", "until the end"),
];

pub fn waterfall(live: &Live, burst: &Burst, newest: bool, dispatch: &Callback<Action>) -> Html {
    let range = burst.range(live.now);
    let many = burst.requests.len();
    let mode = match burst.mode {
        HttpMode::OneAtATime => "one at a time",
        HttpMode::Spawn => "a task each",
    };
    let what = match many {
        1 => "1 request".to_owned(),
        many => format!("{many} requests"),
    };
    let took = match burst.is_over() {
        true => format!("{} in all", words::length(range.1 - range.0)),
        false => "under way".to_owned(),
    };
    html! {
        <details key={burst.requests[0].id} class="fall" open={newest} data-testid="burst" data-over={burst.is_over().to_string()}
            data-took={((range.1 - range.0) / 1_000_000).to_string()}>
            <summary>{ format!("{what}, {mode}: {took}") }</summary>
            <ol>{ for burst.requests.iter().map(|request| row(live, request, range, dispatch)) }</ol>
        </details>
    }
}

fn row(live: &Live, request: &Request, range: (Nanos, Nanos), dispatch: &Callback<Action>) -> Html {
    let took = request.took(live.now).map(words::length);
    let (state, outcome) = match &request.answer {
        None => ("waiting", "…".to_owned()),
        Some(Ok(answer)) => {
            let status = answer
                .status
                .map_or("no status".into(), |it| it.to_string());
            ("answered", status)
        }
        Some(Err(why)) => ("failed", why.clone()),
    };
    let parts = request.parts(range).into_iter().zip(PARTS);
    let show = request.local.clone().map(|local| {
        let dispatch = dispatch.clone();
        move |_: MouseEvent| dispatch.emit(Action::Show(local.clone()))
    });
    let open = live.reading == Some(request.id);
    let toggle = {
        let (dispatch, to) = (dispatch.clone(), (!open).then_some(request.id));
        move |_: MouseEvent| dispatch.emit(Action::Read(to))
    };
    html! {
        <li key={request.id} data-testid="request-row" data-state={state}
            data-took={request.took(live.now).map(|took| (took / 1_000_000).to_string())}>
            <span class="fall-what"><code>{ &request.target }</code>{ " " }
                <span class={classes!((state == "failed").then_some("live-bad"))}>{ outcome }</span></span>
            <span class="fall-bar" aria-hidden="true">
                { for parts.filter(|((_, width), _)| *width > 0.0).map(|((left, width), (class, title))| html! {
                    <span class={class} {title} style={format!("left:{:.2}%;width:{:.2}%", left * 100.0, width * 100.0)} />
                }) }
            </span>
            <span class="fall-took">{ took.unwrap_or_default() }</span>
            <span class="fall-more">
                if let Some(onclick) = show {
                    <button type="button" {onclick}
                        title="Show the task that serves it on the timeline">{ "task" }</button>
                }
                if let Some(Ok(answer)) = &request.answer {
                    <button type="button" onclick={toggle} aria-expanded={open.to_string()}
                        title={format!("{} bytes", answer.bytes)}>{ "answer" }</button>
                }
            </span>
            if let (true, Some(Ok(answer))) = (open, &request.answer) {
                <pre class="fall-answer" tabindex="0">{ &answer.text }</pre>
            }
        </li>
    }
}
