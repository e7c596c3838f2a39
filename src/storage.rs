//! What the page keeps in the visitor's browser: edits, by example and file, which lessons are done, and
//! the chosen theme.
//!
//! Where storage is refused (a private window, a full disk) the page works on without it.

use web_sys::Storage;

const THEME: &str = "pollscope:theme";

/// The kept edit of a file, where there is one.
pub fn edit(example: &str, file: &str) -> Option<String> {
    storage()?.get_item(&key(example, file)).ok()?
}

/// Keeps an edit. False where the browser refuses.
pub fn keep_edit(example: &str, file: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&key(example, file), text).is_ok())
}

pub fn forget_edit(example: &str, file: &str) {
    forget(&key(example, file));
}

/// Puts the kept edit of a file where a link's program will not overwrite it.
pub fn put_aside(example: &str, file: &str, text: &str) {
    if let Some(storage) = storage() {
        // Where storage is refused there was no kept edit to begin with.
        let _ = storage.set_item(&aside(example, file), text);
    }
}

/// What was put aside last.
pub fn put_aside_before(example: &str, file: &str) -> Option<String> {
    storage()?.get_item(&aside(example, file)).ok()?
}

pub fn forget_aside(example: &str, file: &str) {
    forget(&aside(example, file));
}

/// A lesson is done when its example was seen to the end, an exercise when it is solved.
pub fn is_done(lesson: &str) -> bool {
    let kept = storage().and_then(|storage| storage.get_item(&done(lesson)).ok()?);
    kept.is_some()
}

pub fn keep_done(lesson: &str) {
    if let Some(storage) = storage() {
        // Without storage the marks last as long as the page is open, and no longer.
        let _ = storage.set_item(&done(lesson), "yes");
    }
}

pub fn theme() -> Option<String> {
    storage()?.get_item(THEME).ok()?
}

pub fn keep_theme(theme: Option<&str>) {
    match (theme, storage()) {
        // Without storage the choice lasts until the page is closed, which is all that is lost.
        (Some(theme), Some(storage)) => drop(storage.set_item(THEME, theme)),
        _ => forget(THEME),
    }
}

fn forget(key: &str) {
    if let Some(storage) = storage() {
        // What cannot be removed was never kept.
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn done(lesson: &str) -> String {
    format!("pollscope:done:{lesson}")
}

fn aside(example: &str, file: &str) -> String {
    format!("pollscope:aside:{example}:{file}")
}

fn key(example: &str, file: &str) -> String {
    format!("pollscope:edit:{example}:{file}")
}
