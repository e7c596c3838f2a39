//! The parts of a page, one a file.

pub mod contents;
pub mod diagnostics;
pub mod exercise;
pub mod export;
pub mod follow;
pub mod header;
pub mod help;
pub mod icon;
pub mod inspector;
pub mod legend;
pub mod loading;
pub mod network;
pub mod notes;
pub mod opening;
pub mod output;
pub mod player;
pub mod predict;
pub mod prose;
pub mod run_bar;
pub mod server;
pub mod sleepers;
pub mod stage;
pub mod status;
pub mod theme_toggle;
pub mod waterfall;
