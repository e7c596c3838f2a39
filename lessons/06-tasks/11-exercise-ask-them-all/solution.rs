//! The weather of four stations, with a task for each.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

const STATIONS: [(&str, u64, i32); 4] = [
    ("harbour", 200, 12),
    ("mill", 400, 9),
    ("hill", 100, 4),
    ("forest", 300, 7),
];

async fn measure(station: &str, millis: u64, degrees: i32) -> i32 {
    sleep(Duration::from_millis(millis)).await;
    println!("{station}: {degrees} degrees");
    degrees
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut set = JoinSet::new();
    for (station, millis, degrees) in STATIONS {
        set.spawn(measure(station, millis, degrees));
    }
    let mut sum = 0;
    while let Some(degrees) = set.join_next().await {
        sum += degrees.unwrap();
    }
    println!("on average: {} degrees", sum / 4);
}
