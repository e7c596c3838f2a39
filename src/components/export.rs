//! Saving a recording as a file.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url};
use yew::prelude::*;

use crate::state::tape::Tape;
use crate::timeline::export;
use crate::timeline::model::Model;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub tape: Tape,
    /// The lesson, for the file's name.
    pub name: AttrValue,
}

#[component]
pub fn Export(props: &Props) -> Html {
    if props.tape.is_empty() {
        return html! {};
    }
    let save = |ending: &'static str, make: fn(&Model) -> String| {
        let (tape, name) = (props.tape.clone(), props.name.clone());
        move |_: MouseEvent| {
            let text = make(&tape.read().model);
            // A browser that saves no file says so itself.
            let _ = download(&format!("{name}.{ending}"), &text);
        }
    };
    html! {
        <span class="export">
            { "Save: " }
            <button type="button" class="link-button" data-testid="export-json" title="Every event, as JSON"
                onclick={save("json", export::json)}>{ "JSON" }</button>
            { " · " }
            <button type="button" class="link-button" data-testid="export-perfetto"
                title="In the Trace Event Format, which ui.perfetto.dev opens"
                onclick={save("trace.json", export::trace_event_format)}>{ "for Perfetto" }</button>
        </span>
    }
}

fn download(name: &str, text: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = gloo::utils::document()
        .create_element("a")?
        .unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&url)
}
