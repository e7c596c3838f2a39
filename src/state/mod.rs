//! What the page knows, as values and pure functions: no browser in here.

pub mod network;
pub mod player;
pub mod stage;
pub mod tape;
