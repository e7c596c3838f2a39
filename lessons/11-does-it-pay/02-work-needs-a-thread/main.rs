//! Work gains nothing from async: it needs a thread, and so does the clock beside it.

use std::time::Duration;

use tokio::select;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

/// Work: nothing in it waits.
fn count_primes(limit: u32) -> usize {
    let is_prime = |n: &u32| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0);
    (2..limit).filter(is_prime).count()
}

/// Counts how often a clock ticks until the answer is there.
async fn ticks_during(answer: impl Future<Output = usize>) {
    let mut ticks = 0;
    let mut answer = std::pin::pin!(answer);
    let primes = loop {
        select! {
            biased;
            _ = sleep(Duration::from_millis(2)) => ticks += 1,
            primes = &mut answer => break primes,
        }
    };
    let clock = if ticks == 0 { "stood still" } else { "went on" };
    println!("{primes} primes; the clock {clock}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("in the task itself");
    ticks_during(async { count_primes(20_000) }).await;

    println!("on a thread of its own");
    ticks_during(async { spawn_blocking(|| count_primes(20_000)).await.unwrap() }).await;
}
