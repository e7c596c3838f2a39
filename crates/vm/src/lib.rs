//! The machine: threads, frames, coroutines and panics over a linear memory.
