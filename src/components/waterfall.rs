//! How long requests took that were under way together, as bars below each other.

use protocol::live::HttpMode;
use trace::Nanos;
use yew::prelude::*;

use crate::state::requests::{Burst, Request};
use crate::timeline::words;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub burst: Burst,
    pub newest: bool,
    pub now: Nanos,
    /// Shows the task that serves the connection from an address.
    pub on_show: Callback<String>,
}

const PARTS: [(&str, &str); 3] = [
    ("fall-connect", "until connected"),
    ("fall-wait", "until the first byte"),
    ("fall-read", "until the end"),
];

#[component]
pub fn Waterfall(props: &Props) -> Html {
    let read = use_state(|| None::<u32>);
    let burst = &props.burst;
    let range = burst.range(props.now);
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
        <details class="fall" open={props.newest} data-testid="burst" data-over={burst.is_over().to_string()}
            data-took={((range.1 - range.0) / 1_000_000).to_string()}>
            <summary>{ format!("{what}, {mode}: {took}") }</summary>
            <ol>{ for burst.requests.iter().map(|request| row(request, range, props, &read)) }</ol>
        </details>
    }
}

fn row(
    request: &Request,
    range: (Nanos, Nanos),
    props: &Props,
    read: &UseStateHandle<Option<u32>>,
) -> Html {
    let took = request.took(props.now).map(words::length);
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
        let on_show = props.on_show.clone();
        move |_: MouseEvent| on_show.emit(local.clone())
    });
    let open = **read == Some(request.id);
    let toggle = {
        let (read, id) = (read.clone(), request.id);
        move |_: MouseEvent| read.set((!open).then_some(id))
    };
    html! {
        <li key={request.id} data-testid="request-row" data-state={state}
            data-took={request.took(props.now).map(|took| (took / 1_000_000).to_string())}>
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
