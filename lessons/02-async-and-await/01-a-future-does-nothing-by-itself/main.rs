//! Calling an async function makes a future; only polling it runs the body.

use futures::executor::block_on;

async fn greet(name: &str) -> usize {
    println!("  hello, {name}");
    name.len()
}

fn main() {
    println!("calling greet");
    let greeting = greet("Ada");
    println!("greet has returned");

    println!("running the future");
    let length = block_on(greeting);
    println!("it gave back {length}");

    println!("making another future");
    let forgotten = greet("Bob");
    drop(forgotten);
    println!("dropped it");
}
