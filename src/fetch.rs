//! Files from beside the page.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The bytes of a file of the site.
pub async fn bytes(url: &str) -> Result<Vec<u8>, JsValue> {
    let response = JsFuture::from(gloo::utils::window().fetch_with_str(url)).await?;
    let response: web_sys::Response = response.dyn_into()?;
    let kind = response.headers().get("content-type")?.unwrap_or_default();
    // A server that answers every address with the page itself has no such file.
    if !response.ok() || kind.starts_with("text/html") {
        return Err(JsValue::from_str("not found"));
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// What an error of the browser says.
pub fn words(error: &JsValue) -> String {
    let message = error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    message
        .or_else(|| error.as_string())
        .unwrap_or_else(|| format!("{error:?}"))
}
