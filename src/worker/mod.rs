//! A worker of the page: started, spoken to and ended.

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::state::stage::Load;

/// What comes from a worker.
pub enum FromWorker {
    /// A message in the protocol's bytes.
    Message(Vec<u8>),
    /// From its loader, or from a worker that broke.
    Load(Load),
}

/// Ends the worker when it is dropped.
pub struct Handle {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Handle {
    /// Starts `name` through the loader beside the page.
    pub fn start(name: &str, hear: impl Fn(FromWorker) + Clone + 'static) -> Result<Self, JsValue> {
        let base = gloo::utils::document().base_uri()?.unwrap_or_default();
        let url = web_sys::Url::new_with_base("loader.js", &base)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(name);
        let worker = Worker::new_with_options(&url.href(), &options)?;

        let tell = hear.clone();
        let on_message = Closure::new(move |event: MessageEvent| {
            let data = event.data();
            match data.dyn_ref::<Uint8Array>() {
                Some(bytes) => tell(FromWorker::Message(bytes.to_vec())),
                None => tell(FromWorker::Load(load(&data))),
            }
        });
        let on_error = Closure::new(move |event: ErrorEvent| {
            hear(FromWorker::Load(Load::Failed(event.message())));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Handle {
            worker,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    pub fn send(&self, message: &impl Serialize) -> Result<(), String> {
        let bytes = postcard::to_allocvec(message).map_err(|error| error.to_string())?;
        let array = Uint8Array::from(bytes.as_slice());
        let buffer: ArrayBuffer = array.buffer();
        let transfer = js_sys::Array::of1(&buffer);
        self.worker
            .post_message_with_transfer(&array, &transfer)
            .map_err(|error| format!("{error:?}"))
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// What the loader tells: `{loaded, total}` or `{failed}`.
fn load(data: &JsValue) -> Load {
    let field = |name: &str| Reflect::get(data, &name.into()).unwrap_or(JsValue::UNDEFINED);
    if let Some(why) = field("failed").as_string() {
        return Load::Failed(why);
    }
    let loaded = field("loaded").as_f64().unwrap_or(0.0) as u64;
    let total = field("total").as_f64().map(|total| total as u64);
    if total == Some(loaded) {
        Load::Starting
    } else {
        Load::Bytes { loaded, total }
    }
}
