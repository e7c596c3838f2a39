//! `Clone`. Of tuples, closures and function pointers it is built in.

#[lang = "clone"]
pub trait Clone: Sized {
    fn clone(&self) -> Self;
    fn clone_from(&mut self, source: &Self) {
        *self = source.clone()
    }
}
pub use pollscope_macros::Clone;
