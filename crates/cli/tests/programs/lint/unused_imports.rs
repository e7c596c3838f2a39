use std::collections::{BTreeMap, HashMap, HashSet};
use std::{fmt, mem};
mod inner {
    use super::*;
    pub fn f() -> HashMap<u8, u8> {
        HashMap::new()
    }
}
fn main() {
    inner::f();
    let s: HashSet<u8> = Default::default();
    println!("{}", s.len());
}
