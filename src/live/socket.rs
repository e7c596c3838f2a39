//! A WebSocket of the browser that ends with its owner.

use gloo::events::EventListener;
use js_sys::{ArrayBuffer, Uint8Array};
use serde::Serialize;
use wasm_bindgen::JsCast;
use web_sys::{BinaryType, MessageEvent, WebSocket};
use yew::Callback;

use crate::fetch;

pub enum Heard {
    Open,
    Bytes(Vec<u8>),
    /// Nothing more will be heard; it may never have been open.
    Closed,
}

pub struct Socket {
    socket: WebSocket,
    _listeners: [EventListener; 3],
}

impl Socket {
    pub fn open(url: &str, heard: Callback<Heard>) -> Result<Self, String> {
        let socket = WebSocket::new(url).map_err(|error| fetch::words(&error))?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let (open, closed) = (heard.clone(), heard.clone());
        let _listeners = [
            EventListener::new(&socket, "open", move |_| open.emit(Heard::Open)),
            EventListener::new(&socket, "message", move |event| {
                let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                if let Some(Ok(buffer)) = data.map(JsCast::dyn_into::<ArrayBuffer>) {
                    heard.emit(Heard::Bytes(Uint8Array::new(&buffer).to_vec()));
                }
            }),
            EventListener::new(&socket, "close", move |_| closed.emit(Heard::Closed)),
        ];
        Ok(Socket { socket, _listeners })
    }

    /// Says something. A socket that is closing says so itself.
    pub fn send(&self, message: &impl Serialize) {
        if let Ok(bytes) = postcard::to_allocvec(message) {
            let _ = self.socket.send_with_u8_array(&bytes);
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // It may be closed already.
        let _ = self.socket.close();
    }
}
