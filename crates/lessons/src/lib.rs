//! Lesson folders: parsed and checked.
