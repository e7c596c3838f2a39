//! Errors pass through await with `?`, and end a try_join early.

use std::thread;
use std::time::Duration;

use futures::channel::oneshot;
use futures::executor::block_on;
use futures::try_join;

/// Waits without holding the thread: a second thread sleeps, then sends word.
async fn pause(millis: u64) {
    let (done, word) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(millis));
        done.send(()).ok();
    });
    word.await.ok();
}

async fn price_of(item: &str, millis: u64) -> Result<u32, String> {
    println!("asking for {item}");
    pause(millis).await;
    println!("answer for {item}");
    match item {
        "bread" => Ok(3),
        "milk" => Ok(2),
        _ => Err(format!("no {item} here")),
    }
}

async fn in_a_row() -> Result<u32, String> {
    let bread = price_of("bread", 100).await?;
    let honey = price_of("honey", 200).await?;
    let milk = price_of("milk", 300).await?;
    Ok(bread + honey + milk)
}

async fn together() -> Result<u32, String> {
    let (bread, honey, milk) = try_join!(
        price_of("bread", 100),
        price_of("honey", 200),
        price_of("milk", 300),
    )?;
    Ok(bread + honey + milk)
}

fn main() {
    println!("in a row: {:?}", block_on(in_a_row()));
    println!("together: {:?}", block_on(together()));
}
