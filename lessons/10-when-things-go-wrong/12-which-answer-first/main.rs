//! Many futures in one task: all together, as they come, or only a few at a time.

use std::time::Duration;

use futures::future::join_all;
use futures::stream::{self, FuturesUnordered, StreamExt};
use tokio::time::sleep;

const PAGES: [(&str, u64); 4] = [("map", 400), ("photo", 100), ("index", 200), ("plan", 50)];

async fn fetch((page, millis): (&'static str, u64)) -> &'static str {
    println!("  asks for the {page}");
    sleep(Duration::from_millis(millis)).await;
    page
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("all together");
    for page in join_all(PAGES.map(fetch)).await {
        println!("got the {page}");
    }

    println!("as they come");
    let mut fetches: FuturesUnordered<_> = PAGES.map(fetch).into_iter().collect();
    while let Some(page) = fetches.next().await {
        println!("got the {page}");
    }

    println!("two at a time");
    let mut fetches = stream::iter(PAGES).map(fetch).buffer_unordered(2);
    while let Some(page) = fetches.next().await {
        println!("got the {page}");
    }
}
