//! The site without a connection: a service worker keeps it, and a visitor is told when there is a newer
//! one than the page that is open.

use gloo::events::EventListener;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[wasm_bindgen(module = "/src/offline/register.js")]
extern "C" {
    /// Keeps the site. Called when all of it has been loaded, so that it is not loaded twice.
    pub fn keep();
}

/// Shown when the site has changed since it was opened.
#[component]
pub fn Newer() -> Html {
    let newer = use_state(|| false);
    use_effect_with((), {
        let newer = newer.setter();
        move |()| {
            let told = EventListener::new(&gloo::utils::window(), "pollscope:newer", move |_| {
                newer.set(true);
            });
            move || drop(told)
        }
    });
    let reload = |_: MouseEvent| {
        // A page that cannot be reloaded goes on as it is.
        let _ = gloo::utils::window().location().reload();
    };
    html! {
        <div role="status" data-testid="newer">
            if *newer {
                <p class="notice newer">
                    { "There is a newer version of this site. Your edits are kept." }
                    <button type="button" class="button" onclick={reload}>{ "Reload" }</button>
                </p>
            }
        </div>
    }
}
