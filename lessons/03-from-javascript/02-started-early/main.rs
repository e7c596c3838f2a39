//! Start both, then await both: what JavaScript does by itself takes a join or a spawn here.

use std::time::Duration;

use tokio::join;
use tokio::time::{Instant, sleep};

async fn fetch(page: &'static str, millis: u64) -> &'static str {
    println!("  {page}: asked for");
    sleep(Duration::from_millis(millis)).await;
    println!("  {page}: here");
    page
}

fn report(start: Instant) {
    println!(
        "  about {} tenths of a second",
        (start.elapsed().as_millis() + 50) / 100
    );
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("as in JavaScript");
    let start = Instant::now();
    let (news, weather) = (fetch("news", 300), fetch("weather", 200));
    println!("  {} and {}", news.await, weather.await);
    report(start);

    println!("joined");
    let start = Instant::now();
    let (news, weather) = join!(fetch("news", 300), fetch("weather", 200));
    println!("  {news} and {weather}");
    report(start);

    println!("spawned");
    let start = Instant::now();
    let news = tokio::spawn(fetch("news", 300));
    let weather = tokio::spawn(fetch("weather", 200));
    println!("  {} and {}", news.await.unwrap(), weather.await.unwrap());
    report(start);
}
