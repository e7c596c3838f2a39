//! Links that carry an edited program and a place on the timeline: `#/lesson/<id>?s=2<packed>`.
//!
//! All of it is in the address's hash, which is never sent to a server. The digit says how the rest is to
//! be read, so that links outlive changes of the page.

use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::content::Lesson;

const VERSION: char = '2';
/// Links from before there were seeds.
const WITHOUT_SEED: char = '1';
/// No link unpacks to more bytes than this: nobody shows a program that long, and a hostile link could
/// otherwise fill the memory.
const LIMIT: u32 = 256 * 1024;

#[wasm_bindgen(module = "/src/share.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn pack(bytes: Uint8Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn unpack(text: &str, limit: u32) -> Result<JsValue, JsValue>;
}

/// What a link carries beside the lesson's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The text of `main.rs`.
    pub text: String,
    /// How many events were played.
    pub position: u32,
    /// In which order threads and branches take their turns.
    pub seed: u32,
}

impl Shared {
    /// The hash of a link to a lesson with this. `None` where it is too long, or the browser cannot pack.
    async fn hash(&self, lesson: &str) -> Option<String> {
        let bytes = postcard::to_allocvec(self).ok()?;
        if bytes.len() > LIMIT as usize {
            return None;
        }
        let packed = pack(Uint8Array::from(bytes.as_slice())).await.ok()?;
        Some(format!(
            "{}?s={VERSION}{}",
            plain(lesson),
            packed.as_string()?
        ))
    }

    /// Reads the query of an address: `None` where it carries nothing, an error where it is damaged.
    pub async fn read(query: &str) -> Option<Result<Shared, ()>> {
        let packed = packed(query)?;
        let mut rest = packed.chars();
        let version = rest.next();
        Some(Self::unpacked(version, rest.as_str()).await.ok_or(()))
    }

    async fn unpacked(version: Option<char>, text: &str) -> Option<Shared> {
        if !matches!(version, Some(VERSION | WITHOUT_SEED)) {
            return None;
        }
        let bytes = unpack(text, LIMIT).await.ok()?;
        let mut bytes = Uint8Array::new(&bytes).to_vec();
        if version == Some(WITHOUT_SEED) {
            // The seed stands last, and was 0.
            bytes.push(0);
        }
        postcard::from_bytes(&bytes).ok()
    }
}

/// What became of copying a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    Yes,
    /// The browser did not let us; this is the link.
    Refused(String),
    /// There is no link that carries this program.
    TooMuch,
}

/// Copies a link to the clipboard.
pub async fn copy(lesson: &Lesson, shared: &Shared) -> Copied {
    let Some(hash) = shared.hash(&lesson.id).await else {
        return Copied::TooMuch;
    };
    let link = address(&hash);
    let clipboard = gloo::utils::window().navigator().clipboard();
    // Outside of https and localhost there is no clipboard at all.
    if clipboard.is_undefined() {
        return Copied::Refused(link);
    }
    match JsFuture::from(clipboard.write_text(&link)).await {
        Ok(_) => Copied::Yes,
        Err(_) => Copied::Refused(link),
    }
}

/// Takes out of the address bar what it says of an example.
pub fn clear_address(lesson: &Lesson) {
    let now = gloo::utils::window().location().hash().unwrap_or_default();
    let plain = plain(&lesson.id);
    if now != plain && now.split('?').next() == Some(&plain) {
        put_in_address(&plain);
    }
}

/// Lets the address bar follow an example, unless the visitor has gone elsewhere meanwhile.
pub fn follow(lesson: &'static Lesson, shared: Shared) {
    spawn_local(async move {
        let own = shared.position == 0 && shared.seed == 0 && shared.text == lesson.files[0].text;
        let plain = plain(&lesson.id);
        let hash = match own {
            true => None,
            false => shared.hash(&lesson.id).await,
        };
        let hash = hash.unwrap_or_else(|| plain.clone());
        let now = gloo::utils::window().location().hash().unwrap_or_default();
        if now.split('?').next() == Some(&plain) && now != hash {
            put_in_address(&hash);
        }
    });
}

/// The hash of a lesson by itself.
fn plain(lesson: &str) -> String {
    format!("#/lesson/{lesson}")
}

/// The value of `s` in `?a=b&s=…`.
pub fn packed(query: &str) -> Option<&str> {
    let query = query.strip_prefix('?').unwrap_or(query);
    query.split('&').find_map(|pair| pair.strip_prefix("s="))
}

/// Puts a hash into the address bar; the browser's history stays as it is.
fn put_in_address(hash: &str) {
    let Ok(history) = gloo::utils::window().history() else {
        return;
    };
    let state = history.state().unwrap_or(JsValue::NULL);
    // An address that cannot be written stays as it was, and the link can still be copied.
    let _ = history.replace_state_with_url(&state, "", Some(hash));
}

/// The whole address that a hash makes with this page.
fn address(hash: &str) -> String {
    let href = gloo::utils::window().location().href().unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}{hash}")
}

/// A router reads only hashes that begin with `#/`. Whatever else a visitor's link brings leads to the
/// page that says so.
pub fn mend_address() {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    if !hash.is_empty() && !hash.starts_with("#/") {
        put_in_address("#/missing");
    }
}

#[cfg(test)]
mod tests {
    use super::packed;

    #[test]
    fn what_is_packed_is_found_in_a_query() {
        assert_eq!(packed("?s=1abc"), Some("1abc"));
        assert_eq!(packed("?x=y&s=1abc&z=s=2"), Some("1abc"));
        for none in ["", "?", "?xs=1", "?S=1"] {
            assert_eq!(packed(none), None, "{none}");
        }
    }
}
