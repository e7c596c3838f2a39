//! The library sources that a program in the page is compiled against.
