//! `join!` and `try_join!`: who is polled first turns, and the first error ends the rest.

use std::time::Duration;
use tokio::task::yield_now;
use tokio::time::sleep;

async fn steps(name: &str, n: u32) -> u32 {
    for i in 0..n {
        println!("{name}{i}");
        yield_now().await;
    }
    n
}

struct Guard(&'static str);
impl Drop for Guard {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

async fn ok(n: u32, ms: u64) -> Result<u32, String> {
    let _guard = Guard("ok");
    sleep(Duration::from_millis(ms)).await;
    Ok(n)
}

async fn fails(ms: u64) -> Result<u32, String> {
    sleep(Duration::from_millis(ms)).await;
    Err(format!("failed after {ms}"))
}

async fn both() -> Result<u32, Box<dyn std::error::Error>> {
    let (a, b) = tokio::try_join!(ok(1, 1), ok(2, 2))?;
    Ok(a + b)
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (a, b, c) = tokio::join!(steps("a", 3), steps("b", 4), steps("c", 2));
    println!("{a} {b} {c}");
    let (a, b) = tokio::join!(biased; steps("d", 2), steps("e", 3));
    println!("{}", a + b);
    println!("{:?}", tokio::join!(async { 1 }));
    println!("{:?}", tokio::join!());
    println!("{:?}", tokio::try_join!(ok(1, 10), fails(5)));
    println!("{:?}", tokio::try_join!(ok(1, 10), ok(2, 5), ok(3, 1)));
    println!("{:?}", both().await.unwrap());
    let text = String::from("borrowed");
    let (len, first) = tokio::join!(async { text.len() }, async { text.chars().next() });
    println!("{len} {first:?} {text}");
}
