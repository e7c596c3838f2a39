//! The keys, in a popover of the page's head; `?` opens it wherever nobody is typing.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

const BUTTON: &str = "help-button";

/// Where, and what each key does there.
const KEYS: [(&str, &[(&str, &str)]); 3] = [
    (
        "In the editor",
        &[
            ("Ctrl Enter", "run"),
            ("Ctrl Space", "what may be written here"),
            ("Ctrl I", "what this is"),
            ("Ctrl Shift Space", "the call around the cursor"),
            ("F12, Ctrl click", "to the declaration"),
            ("F2", "another name"),
            ("Ctrl F", "find and replace"),
            ("F8", "to the next error"),
            ("Esc, then Tab", "leave the editor"),
        ],
    ),
    (
        "On the timeline",
        &[
            (", .", "one event back, one forward"),
            ("Space", "play and pause"),
            ("W S", "nearer, farther"),
            ("A D", "left, right"),
            ("F", "all of it"),
        ],
    ),
    ("Everywhere", &[("Ctrl Enter", "run"), ("?", "this list")]),
];

#[component]
pub fn Help() -> Html {
    use_effect_with((), |()| {
        let document = gloo::utils::document();
        let keys = EventListener::new(&document, "keydown", |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            let target = event.target_dyn_into::<HtmlElement>();
            let typing = target.is_some_and(|target| {
                let field = target.closest("input, select, textarea, .editor");
                field.ok().flatten().is_some()
            });
            if event.key() == "?" && !typing {
                let button = gloo::utils::document().get_element_by_id(BUTTON);
                if let Some(button) = button.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                    button.click();
                }
            }
        });
        move || drop(keys)
    });
    html! {
        <>
            <button type="button" class="tool" id={BUTTON} popovertarget="help" aria-label="Keys" title="Keys (?)"
                data-testid="help-button">
                <span class="help-sign" aria-hidden="true">{ "?" }</span>
            </button>
            <section class="help" id="help" popover="auto" aria-label="Keys" data-testid="help">
                { for KEYS.iter().map(|(place, keys)| html! {
                    <>
                        <h2>{ *place }</h2>
                        <dl>
                            { for keys.iter().map(|(key, what)| html! {
                                <div><dt><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></div>
                            }) }
                        </dl>
                    </>
                }) }
            </section>
        </>
    }
}
