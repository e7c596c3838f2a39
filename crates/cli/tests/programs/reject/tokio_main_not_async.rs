//! `#[tokio::main]` on a function that is not async.

#[tokio::main]
fn main() {
    println!("x");
}
