//! What the marks of the timeline mean, drawn as the timeline draws them.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// What stands at its end.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Legend(props: &Props) -> Html {
    let item = |class: &'static str, word: &'static str| {
        html! { <li><span class={classes!("key", class)} aria-hidden="true"></span>{ word }</li> }
    };
    html! {
        <ul class="legend" aria-label="Legend">
            { item("key-ready", "poll, Ready") }
            { item("key-pending", "poll, Pending") }
            { item("key-waiting", "waiting") }
            { item("key-queued", "queued") }
            { item("key-blocked", "blocked thread") }
            { item("key-wake", "wake") }
            { item("key-spawn", "spawn") }
            { item("key-print", "print") }
            { item("key-done", "dropped, done") }
            { item("key-cancelled", "cancelled") }
            { item("key-panic", "panic") }
            <li class="legend-end">{ props.children.clone() }</li>
        </ul>
    }
}
