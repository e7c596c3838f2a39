//! A future that nobody polls does nothing; each one runs where it is awaited.

use futures::executor::block_on;

async fn greet(name: &str) -> usize {
    println!("hello, {name}");
    name.len()
}

async fn outer() -> usize {
    let first = greet("first");
    println!("nothing has run yet");
    let second = greet("second");
    let length = second.await;
    println!("second is done");
    length + first.await
}

fn main() {
    let future = outer();
    println!("created");
    let never = greet("never");
    println!("{}", block_on(future));
    drop(never);
    let block = async {
        let text = String::from("block");
        greet(&text).await
    };
    println!("{}", block_on(block));
}
