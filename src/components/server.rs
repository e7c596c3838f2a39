//! Whether the native server is there, and how to start it if it is not.

use yew::prelude::*;

use crate::live::foreign_site;
use crate::state::live::{Link, Live};

pub fn badge(live: &Live, on_look: Callback<MouseEvent>) -> Html {
    let (slug, text) = match &live.link {
        Link::Looking => ("looking", "Looking for the server"),
        Link::Live => ("live", "Live"),
        Link::Missing { .. } if live.server.is_some() => ("lost", "The server has gone"),
        Link::Missing { .. } => ("missing", "No server"),
    };
    let again = match &live.link {
        Link::Missing { again: 0, .. } => Some("Looking now.".to_owned()),
        Link::Missing { again: 1, .. } => Some("Looking again in a second.".to_owned()),
        Link::Missing { again, .. } => Some(format!("Looking again in {again} seconds.")),
        _ => None,
    };
    html! {
        <div class="live-state">
            <p class="live-line" role="status">
                <span class="badge" data-testid="live-badge" data-state={slug}>{ text }</span>
                if let Link::Missing { why: Some(why), .. } = &live.link {
                    <span class="live-bad">{ format!("It answered: {why}.") }</span>
                }
                if let Some(refused) = &live.refused {
                    <span class="live-bad">{ format!("The server would not: {refused}.") }</span>
                }
            </p>
            if let Some(again) = again {
                <div class="live-start" data-testid="live-start">
                    <p>
                        { "Start it in the folder of the project, and this page finds it by itself:" }
                    </p>
                    <pre tabindex="0">{ "cargo xtask serve" }
                        // A page that the server did not serve itself must be named to it.
                        if let Some(site) = foreign_site() { { format!(" --origin {site}") } }
                    </pre>
                    <p>
                        { "It listens on this machine only, and lets in no pages but those that are named and its own: " }
                        <a href="http://127.0.0.1:8000/#/live">{ "127.0.0.1:8000" }</a>
                        { ". Without it, the lessons run the same programs in the page." }
                    </p>
                    <p class="live-again">
                        <button type="button" class="button" onclick={on_look} data-testid="look">{ "Look now" }</button>
                        <span>{ again }</span>
                    </p>
                </div>
            }
        </div>
    }
}
