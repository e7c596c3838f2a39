//! The scheduler core and a single-threaded executor for real futures, native and in the browser.
