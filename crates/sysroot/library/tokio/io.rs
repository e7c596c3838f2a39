//! Asynchronous input and output.
