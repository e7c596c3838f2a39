//! The handle of a task: await it for the result, drop it to cancel.

use std::thread;
use std::time::Duration;

use futures::channel::oneshot;
use futures::executor::LocalPool;
use futures::task::LocalSpawnExt;

/// Waits without holding the thread: a second thread sleeps, then sends word.
async fn pause(millis: u64) {
    let (done, word) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(millis));
        done.send(()).ok();
    });
    word.await.ok();
}

async fn weigh(parcel: &'static str, millis: u64) -> usize {
    println!("{parcel}: on the scales");
    pause(millis).await;
    println!("{parcel}: weighed");
    parcel.len()
}

fn main() {
    let mut pool = LocalPool::new();
    let spawner = pool.spawner();
    pool.run_until(async {
        let books = spawner
            .spawn_local_with_handle(weigh("books", 200))
            .unwrap();
        let lamp = spawner.spawn_local_with_handle(weigh("lamp", 100)).unwrap();
        let piano = spawner
            .spawn_local_with_handle(weigh("piano", 300))
            .unwrap();
        println!("three tasks spawned");

        println!("books: {} kg", books.await);
        drop(piano);
        println!("lamp: {} kg", lamp.await);
        pause(300).await;
    });
    println!("closing time");
}
