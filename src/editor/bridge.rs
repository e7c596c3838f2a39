//! The JavaScript side, as Rust sees it: `bridge.js`, which loads the bundle of `editor.js`.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/src/editor/bridge.js")]
extern "C" {
    #[wasm_bindgen(js_name = createEditor, catch)]
    pub async fn create(
        parent: &HtmlElement,
        text: &str,
        label: &str,
        hint: &str,
        change: &JsValue,
        run: &JsValue,
        ask: &JsValue,
    ) -> Result<JsValue, JsValue>;

    /// An editor in the page.
    pub type Editor;

    #[wasm_bindgen(method)]
    pub fn set(this: &Editor, text: &str);
    #[wasm_bindgen(method)]
    pub fn diagnose(this: &Editor, list: &JsValue);
    /// Lights a line, or none where it is 0.
    #[wasm_bindgen(method)]
    pub fn line(this: &Editor, line: u32, hover: bool);
    #[wasm_bindgen(method)]
    pub fn suspended(this: &Editor, lines: &[u32]);
    #[wasm_bindgen(method)]
    pub fn jump(this: &Editor, from: u32, to: u32);
    #[wasm_bindgen(method)]
    pub fn destroy(this: &Editor);
}
