//! Constants of a body in its patterns, one address for a constant to which several refer, and the
//! names of modules and types.

use std::collections::{HashMap, HashSet};
use std::task::{RawWaker, RawWakerVTable, Waker};

struct Table {
    step: u32,
    f: fn(u32) -> u32,
}
const CLOSURE: Table = Table {
    step: 1,
    f: |x| x + 1,
};
const NAMED: Table = Table { step: 2, f: twice };
fn twice(x: u32) -> u32 {
    x * 2
}
fn one() -> &'static Table {
    &CLOSURE
}
fn two() -> &'static Table {
    &CLOSURE
}
fn three() -> &'static Table {
    &NAMED
}

static AS_STATIC: RawWakerVTable =
    RawWakerVTable::new(|p| RawWaker::new(p, &AS_STATIC), |_| {}, |_| {}, |_| {});
const AS_CONST: RawWakerVTable =
    RawWakerVTable::new(|p| RawWaker::new(p, &AS_CONST), |_| {}, |_| {}, |_| {});

fn same(vtable: &'static RawWakerVTable) -> bool {
    let waker = unsafe { Waker::from_raw(RawWaker::new(std::ptr::null(), vtable)) };
    waker.will_wake(&waker.clone())
}

fn in_patterns(n: i32) -> &'static str {
    const ONE: i32 = 1;
    const FEW: i32 = ONE + 3;
    match n {
        ONE => "one",
        ONE..=FEW => "few",
        i32::MAX => "most",
        _ => {
            const LAST: i32 = 9;
            if let LAST = n { "last" } else { "many" }
        }
    }
}

mod outer {
    pub mod inner {
        pub fn place() -> &'static str {
            module_path!()
        }
    }
    pub static PLACE: &str = module_path!();
}

fn main() {
    println!("{}", std::ptr::eq(one(), two()));
    println!("{} {}", (one().f)(one().step), (three().f)(three().step));
    println!("{} {}", same(&AS_STATIC), same(&AS_CONST));
    for n in [1, 2, 4, 9, 5, i32::MAX] {
        print!("{} ", in_patterns(n));
    }
    println!();
    for place in [outer::inner::place(), outer::PLACE] {
        println!("{:?}", place.split("::").skip(1).collect::<Vec<_>>());
    }
    println!("{}", std::any::type_name::<HashMap<String, HashSet<u8>>>());
    println!("{}", std::any::type_name::<std::path::PathBuf>());
    println!("{}", std::any::type_name::<std::task::Poll<u8>>());
    let mut text = String::with_capacity(10);
    text.push_str("a-b-c");
    text.retain(|c| c != '-');
    println!(
        "{text} {} {:?}",
        text.capacity(),
        text.drain(1..).collect::<Box<str>>()
    );
}
