//! What the page keeps in the visitor's browser: edits, by example and file, and the chosen theme.
//!
//! Where storage is refused (a private window, a full disk) the page works on without it.

use gloo::storage::{LocalStorage, Storage, errors::StorageError};

const EDIT: &str = "pollscope:edit:";
const THEME: &str = "pollscope:theme";

/// The kept edit of a file, where there is one.
pub fn edit(example: &str, file: &str) -> Option<String> {
    LocalStorage::get(key(example, file)).ok()
}

/// Keeps an edit. False where the browser refuses, so that the page can say so.
pub fn keep_edit(example: &str, file: &str, text: &str) -> bool {
    LocalStorage::set(key(example, file), text).is_ok()
}

pub fn forget_edit(example: &str, file: &str) {
    LocalStorage::delete(key(example, file));
}

pub fn theme() -> Option<String> {
    let theme: Result<String, StorageError> = LocalStorage::get(THEME);
    theme.ok()
}

pub fn keep_theme(theme: Option<&str>) {
    match theme {
        // Without storage the choice lasts until the page is closed, which is all that is lost.
        Some(theme) => drop(LocalStorage::set(THEME, theme)),
        None => LocalStorage::delete(THEME),
    }
}

fn key(example: &str, file: &str) -> String {
    format!("{EDIT}{example}:{file}")
}
