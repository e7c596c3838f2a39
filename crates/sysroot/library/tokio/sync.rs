//! Channels, locks and other ways of tasks to meet.
