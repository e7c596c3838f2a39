//! Functions that are `#[track_caller]`: where they say that they are, and where their panics are placed.

use std::panic::{self, Location};

mod inner {
    #[track_caller]
    pub fn line() -> u32 {
        std::panic::Location::caller().line()
    }
}

struct Worker;
impl Worker {
    #[track_caller]
    fn place(&self) -> (u32, u32) {
        let here = Location::caller();
        (here.line(), here.column())
    }
}

trait Tell {
    #[track_caller]
    fn tell(&self) -> u32 {
        Location::caller().line()
    }
}
impl Tell for Worker {}

#[track_caller]
fn through() -> u32 {
    inner::line()
}

fn plain() -> u32 {
    inner::line()
}

#[track_caller]
fn value<T>(of: Option<T>) -> T {
    match of {
        Some(value) => value,
        None => panic!("nothing there"),
    }
}

#[track_caller]
fn half(of: u32, by: u32) -> u32 {
    of / by
}

fn main() {
    println!("{} {} {}", inner::line(), through(), plain());
    println!("{:?} {}", Worker.place(), Worker.tell());
    panic::set_hook(Box::new(|info| {
        let place = info.location().unwrap();
        println!("{}:{}", place.line(), place.column());
    }));
    let _ = panic::catch_unwind(|| value(None::<u8>));
    let _ = panic::catch_unwind(|| half(4, 0));
    let _ = panic::catch_unwind(|| {
        let mut text = String::from("é");
        text.drain(1..);
    });
}
