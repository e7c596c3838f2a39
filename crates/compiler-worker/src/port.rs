//! The worker's end towards the page.

use std::cell::RefCell;

use js_sys::Uint8Array;
use protocol::ToCompiler;
use serde::Serialize;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

type OnMessage = Closure<dyn FnMut(MessageEvent)>;

thread_local! {
    static PORT: RefCell<Option<(DedicatedWorkerGlobalScope, OnMessage)>> = const { RefCell::new(None) };
}

/// Listens to the page. False outside of a worker.
pub fn open(heard: fn(ToCompiler)) -> bool {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return false;
    };
    let on_message = Closure::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        // The page and its workers are built together: what cannot be read was not meant for us.
        if let Ok(message) = postcard::from_bytes(&bytes) {
            heard(message);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    PORT.set(Some((scope, on_message)));
    true
}

pub fn send(message: &impl Serialize) {
    PORT.with_borrow(|port| {
        let Some((scope, _)) = port else { return };
        if let Ok(bytes) = postcard::to_allocvec(message) {
            let array = Uint8Array::from(bytes.as_slice());
            let transfer = js_sys::Array::of1(&array.buffer());
            // The page ends the worker rather than closing its port, so this cannot fail.
            let _ = scope.post_message_with_transfer(&array, &transfer);
        }
    });
}
