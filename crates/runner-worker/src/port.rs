//! The worker's ends: the page on one side, the event loop on the other.

use std::cell::RefCell;

use js_sys::Uint8Array;
use protocol::ToRunner;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent};

pub struct Port {
    scope: DedicatedWorkerGlobalScope,
    /// A message to oneself comes back after all that wait already, and sooner than any timer.
    channel: MessageChannel,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_turn: Closure<dyn FnMut()>,
}

thread_local! {
    static PORT: RefCell<Option<Port>> = const { RefCell::new(None) };
}

impl Port {
    /// Listens to the page. `None` outside of a worker.
    pub fn open(heard: fn(ToRunner), turn: fn()) -> Option<Self> {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().dyn_into().ok()?;
        let channel = MessageChannel::new().ok()?;
        let on_message = Closure::new(move |event: MessageEvent| {
            let bytes = Uint8Array::new(&event.data()).to_vec();
            // The page and its workers are built together: what cannot be read was not meant for us.
            if let Ok(message) = postcard::from_bytes(&bytes) {
                heard(message);
            }
        });
        let on_turn = Closure::new(turn);
        scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        channel
            .port1()
            .set_onmessage(Some(on_turn.as_ref().unchecked_ref()));
        Some(Port {
            scope,
            channel,
            _on_message: on_message,
            _on_turn: on_turn,
        })
    }
}

/// Keeps the port for as long as the worker lives.
pub fn keep(port: Port) {
    PORT.set(Some(port));
}

pub fn send(message: &impl Serialize) {
    PORT.with_borrow(|port| {
        let Some(port) = port else { return };
        if let Ok(bytes) = postcard::to_allocvec(message) {
            let array = Uint8Array::from(bytes.as_slice());
            let transfer = js_sys::Array::of1(&array.buffer());
            // The page ends the worker rather than closing its port, so this cannot fail.
            let _ = port.scope.post_message_with_transfer(&array, &transfer);
        }
    });
}

/// Asks for the next turn, after all messages that have come.
pub fn come_back() {
    PORT.with_borrow(|port| {
        if let Some(port) = port {
            let _ = port.channel.port2().post_message(&JsValue::NULL);
        }
    });
}

/// Milliseconds of a clock that never goes back.
pub fn now() -> f64 {
    PORT.with_borrow(|port| {
        let performance = port.as_ref().and_then(|port| port.scope.performance());
        performance.map_or(0.0, |performance| performance.now())
    })
}
