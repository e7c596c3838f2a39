//! Exercise: the weather of four stations, asked one after the other.

use std::time::Duration;

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
    let mut sum = 0;
    for (station, millis, degrees) in STATIONS {
        sum += measure(station, millis, degrees).await;
    }
    println!("on average: {} degrees", sum / 4);
}
