//! An async fn that calls itself goes through a box.

use futures::executor::block_on;
use std::future::Future;
use std::pin::Pin;

fn countdown(n: u32) -> Pin<Box<dyn Future<Output = u32> + Send>> {
    Box::pin(async move {
        println!("{n}");
        if n == 0 { 1 } else { 1 + countdown(n - 1).await }
    })
}

async fn fibonacci(n: u32) -> u32 {
    if n < 2 { n } else { Box::pin(fibonacci(n - 1)).await + Box::pin(fibonacci(n - 2)).await }
}

fn main() {
    println!("{} calls", block_on(countdown(3)));
    println!("{}", block_on(fibonacci(10)));
}
