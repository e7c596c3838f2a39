//! What needs memory, a clock or a trait is made when the program runs, not when it is compiled.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};
use std::time::Instant;

const NAME: String = String::from("x");
static LINES: Mutex<Vec<i32>> = Mutex::new(Vec::new());
static COUNTS: Mutex<HashMap<i32, i32>> = Mutex::new(HashMap::new());
static LATER: LazyLock<Mutex<HashMap<i32, i32>>> = LazyLock::new(|| Mutex::new(HashMap::new()));
static BOXED: Box<i32> = Box::new(1);
static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);

const fn twice(x: i32) -> i32 {
    x * 2
}
const FOUR: i32 = twice(2);

const fn text(x: &str) -> String {
    x.to_string()
}

fn main() {
    println!("{NAME} {FOUR} {} {BOXED}", text("b"));
    println!("{:?} {:?}", LINES.lock(), COUNTS.lock());
    println!("{:?} {:?}", LATER.lock(), BEGIN.elapsed());
}
