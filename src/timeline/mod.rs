//! The timeline: from the events of a run to a picture that can be played, searched and touched.
//!
//! Everything up to [`layout`] is pure and tested without a browser.

pub mod axis;
pub mod export;
pub mod find;
pub mod hit;
pub mod layout;
pub mod model;
pub mod notes;
pub mod overview;
pub mod paint;
pub mod palette;
pub mod rows;
pub mod view;
pub mod viewport;
pub mod words;

#[cfg(test)]
pub mod sample;
