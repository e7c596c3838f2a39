//! Two awaits in a row: the second cup waits for the first.

use std::thread;
use std::time::Duration;

use futures::channel::oneshot;
use futures::executor::block_on;

/// Waits without holding the thread: a second thread sleeps, then sends word.
async fn pause(millis: u64) {
    let (done, word) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(millis));
        done.send(()).ok();
    });
    word.await.ok();
}

async fn brew(drink: &str, millis: u64) -> String {
    println!("{drink}: kettle on");
    pause(millis).await;
    println!("{drink}: poured");
    format!("a cup of {drink}")
}

async fn breakfast() {
    let tea = brew("tea", 200);
    let coffee = brew("coffee", 300);
    println!("two futures made");

    let coffee = coffee.await;
    let tea = tea.await;
    println!("served: {tea} and {coffee}");
}

fn main() {
    block_on(breakfast());
}
