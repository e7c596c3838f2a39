//! Async functions in a trait, and a generic function that awaits them.

use futures::executor::block_on;

trait Source {
    async fn next(&mut self) -> Option<u32>;
}

struct Countdown(u32);
struct Repeat {
    value: u32,
    times: u32,
}

impl Source for Countdown {
    async fn next(&mut self) -> Option<u32> {
        self.0 = self.0.checked_sub(1)?;
        Some(self.0)
    }
}

impl Source for Repeat {
    async fn next(&mut self) -> Option<u32> {
        if self.times == 0 {
            return None;
        }
        self.times -= 1;
        Some(std::future::ready(self.value).await)
    }
}

async fn drain(mut source: impl Source) -> Vec<u32> {
    let mut all = Vec::new();
    while let Some(n) = source.next().await {
        all.push(n);
    }
    all
}

fn main() {
    println!("{:?}", block_on(drain(Countdown(4))));
    println!("{:?}", block_on(drain(Repeat { value: 7, times: 2 })));
}
