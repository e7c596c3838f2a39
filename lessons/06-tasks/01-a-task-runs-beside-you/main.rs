//! Spawned tasks go on by themselves; the one who spawned them need not wait.

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

async fn serve(guest: u32) {
    println!("guest {guest}: sits down");
    pause(250).await;
    println!("guest {guest}: pays");
}

fn main() {
    let mut pool = LocalPool::new();
    let spawner = pool.spawner();
    let door = async move {
        for guest in 1..=3 {
            spawner.spawn_local(serve(guest)).unwrap();
            println!("door: guest {guest} is in");
            pause(100).await;
        }
        println!("door: closed");
    };
    pool.run_until(door);
    println!("the door is closed, who is still here?");
    pool.run();
    println!("everybody has gone");
}
