//! An `.await` that may not stand there is told once, whatever it waits for.

use std::{future::Future, pin::Pin};

fn countdown(n: u32) -> Pin<Box<Future<Output = u32> + Send>> {
    Box::pin(async move { n })
}

fn number() -> u32 {
    1
}

fn main() {
    println!("{}", number().await);
    let n = number().await;
    println!("{n}");
    drop(countdown(1));
}
