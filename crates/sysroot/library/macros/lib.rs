//! The derives, `stringify` and those of tokio. Only their names are read: they are expanded by the front end itself.
#![feature(no_core)]
#![no_core]

#[proc_macro_derive(Debug)]
pub fn derive_debug() {}
#[proc_macro_derive(Clone)]
pub fn derive_clone() {}
#[proc_macro_derive(Copy)]
pub fn derive_copy() {}
#[proc_macro_derive(PartialEq)]
pub fn derive_partial_eq() {}
#[proc_macro_derive(Eq)]
pub fn derive_eq() {}
#[proc_macro_derive(PartialOrd)]
pub fn derive_partial_ord() {}
#[proc_macro_derive(Ord)]
pub fn derive_ord() {}
#[proc_macro_derive(Hash)]
pub fn derive_hash() {}
#[proc_macro_derive(Default, attributes(default))]
pub fn derive_default() {}
#[proc_macro]
pub fn stringify() {}
#[proc_macro_attribute]
pub fn tokio_main() {}
#[proc_macro_attribute]
pub fn tokio_test() {}
#[proc_macro]
pub fn tokio_clean_pattern() {}
