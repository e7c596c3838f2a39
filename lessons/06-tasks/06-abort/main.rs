//! A task is told to stop: it does so where it awaits, and cleans up.

use std::time::Duration;

use tokio::time::sleep;

/// A lamp that is switched off however its owner ends.
struct Lamp;

impl Drop for Lamp {
    fn drop(&mut self) {
        println!("lamp: off");
    }
}

async fn blink() {
    let _lamp = Lamp;
    loop {
        println!("lamp: blinks");
        sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let beacon = tokio::spawn(blink());
    sleep(Duration::from_millis(250)).await;

    beacon.abort();
    println!("main: abort is called");
    let error = beacon.await.unwrap_err();
    println!("main: cancelled is {}", error.is_cancelled());

    drop(tokio::spawn(async {
        sleep(Duration::from_millis(100)).await;
        println!("night watch: all is quiet");
    }));
    println!("main: the handle of the night watch is gone");
    sleep(Duration::from_millis(200)).await;
}
