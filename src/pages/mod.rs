//! The pages, one a file.

pub mod home;
pub mod lesson;
pub mod live;
pub mod missing;
