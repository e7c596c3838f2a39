//! The lessons: the table of contents, which the build script read, and the lessons themselves, each
//! fetched when it is opened.

use std::cell::RefCell;
use std::collections::HashMap;

pub use protocol::lesson::{Lesson, Predict};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::fetch;

#[derive(Debug, PartialEq, Eq)]
pub struct Chapter {
    pub title: &'static str,
    pub lessons: &'static [Card],
}

/// What is known of a lesson before it is opened.
#[derive(Debug, PartialEq, Eq)]
pub struct Card {
    /// Names it in links, in kept edits, in `lessons/<id>.bin` and `programs/<id>.bin`.
    pub id: &'static str,
    pub title: &'static str,
    pub summary: &'static str,
}

pub static CHAPTERS: &[Chapter] = include!(concat!(env!("OUT_DIR"), "/lessons.rs"));

/// All lessons in reading order.
pub fn cards() -> impl Iterator<Item = &'static Card> {
    CHAPTERS.iter().flat_map(|chapter| chapter.lessons)
}

pub fn card(id: &str) -> Option<&'static Card> {
    cards().find(|card| card.id == id)
}

thread_local! {
    /// Lessons that have come. They stay as long as the page: there are only so many.
    static OPENED: RefCell<HashMap<&'static str, &'static Lesson>> = RefCell::default();
}

/// How far a lesson is.
#[derive(Clone, Debug, PartialEq)]
pub enum Opening {
    Coming,
    There(&'static Lesson),
    Failed(String),
}

impl Opening {
    pub fn lesson(&self) -> Option<&'static Lesson> {
        match self {
            Opening::There(lesson) => Some(lesson),
            _ => None,
        }
    }
}

/// A lesson, fetched once in the life of the page, and a way to ask again where that failed.
#[hook]
pub fn use_lesson(id: &'static str) -> (Opening, Callback<()>) {
    let opening = use_state(|| match opened(id) {
        Some(lesson) => Opening::There(lesson),
        None => Opening::Coming,
    });
    let open = {
        let opening = opening.setter();
        use_callback(id, move |(), id| {
            let (id, opening) = (*id, opening.clone());
            spawn_local(async move {
                opening.set(match open(id).await {
                    Ok(lesson) => Opening::There(lesson),
                    Err(why) => Opening::Failed(why),
                });
            });
        })
    };
    use_effect_with(id, {
        let open = open.clone();
        move |id| {
            if opened(id).is_none() {
                open.emit(());
            }
        }
    });
    ((*opening).clone(), open)
}

fn opened(id: &str) -> Option<&'static Lesson> {
    OPENED.with_borrow(|opened| opened.get(id).copied())
}

async fn open(id: &'static str) -> Result<&'static Lesson, String> {
    let bytes = fetch::bytes(&format!("lessons/{id}.bin")).await;
    let bytes = bytes.map_err(|error| fetch::words(&error))?;
    let lesson: Lesson = postcard::from_bytes(&bytes).map_err(|error| error.to_string())?;
    if lesson.id != id || lesson.files.is_empty() {
        return Err("it is not the lesson that was asked for".into());
    }
    let lesson: &'static Lesson = Box::leak(Box::new(lesson));
    OPENED.with_borrow_mut(|opened| opened.insert(id, lesson));
    Ok(lesson)
}
