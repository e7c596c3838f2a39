//! What the page knows, as values and pure functions: no browser in here.

pub mod live;
pub mod network;
pub mod player;
pub mod requests;
pub mod stage;
pub mod tape;
