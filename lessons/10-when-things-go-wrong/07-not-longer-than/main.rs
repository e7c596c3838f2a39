//! A timeout ends a wait; it cannot end work that does not wait.

use std::thread;
use std::time::Duration;

use tokio::time::{sleep, timeout};

const LIMIT: Duration = Duration::from_millis(200);

async fn ask(server: &str, millis: u64) -> String {
    sleep(Duration::from_millis(millis)).await;
    format!("hello from {server}")
}

async fn ask_and_block(server: &str, millis: u64) -> String {
    thread::sleep(Duration::from_millis(millis));
    format!("hello from {server}")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("near: {:?}", timeout(LIMIT, ask("near", 100)).await.ok());
    println!("far: {:?}", timeout(LIMIT, ask("far", 600)).await.ok());

    let late = timeout(LIMIT, ask_and_block("stubborn", 600)).await;
    println!("stubborn: {:?}", late.ok());

    for attempt in 1..=3 {
        // The server gets quicker each time.
        match timeout(LIMIT, ask("sleepy", 300 / attempt)).await {
            Ok(answer) => {
                println!("attempt {attempt}: {answer}");
                break;
            }
            Err(error) => println!("attempt {attempt}: {error}"),
        }
    }
}
