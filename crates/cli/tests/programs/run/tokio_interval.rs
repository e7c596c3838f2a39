//! Ticks, and ticks that were missed.

use std::time::Duration;
use tokio::time::{self, Instant, MissedTickBehavior};

const fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

async fn missed(behavior: MissedTickBehavior) {
    println!("{behavior:?}");
    let start = Instant::now();
    let mut interval = time::interval(ms(10));
    interval.set_missed_tick_behavior(behavior);
    interval.tick().await;
    time::advance(ms(35)).await;
    for _ in 0..5 {
        let tick = interval.tick().await;
        println!("  tick of {:?} at {:?}", tick - start, start.elapsed());
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    missed(MissedTickBehavior::default()).await;
    missed(MissedTickBehavior::Delay).await;
    missed(MissedTickBehavior::Skip).await;

    let start = Instant::now();
    let mut interval = time::interval_at(start + ms(5), ms(20));
    println!("{:?}", interval.period());
    for _ in 0..2 {
        interval.tick().await;
        println!("{:?}", start.elapsed());
    }
    interval.reset();
    time::sleep(ms(7)).await;
    interval.tick().await;
    println!("{:?}", start.elapsed());
    interval.reset_immediately();
    interval.tick().await;
    println!("{:?}", start.elapsed());
    interval.reset_after(ms(3));
    interval.tick().await;
    println!("{:?}", start.elapsed());
}
