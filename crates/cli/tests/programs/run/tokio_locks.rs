//! Locks that are held across awaits, in the order in which they were asked for.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, RwLock, Semaphore, TryAcquireError};
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mutex = Arc::new(Mutex::new(Vec::new()));
    let guard = mutex.lock().await;
    let tasks: Vec<_> = (0..4)
        .map(|i| {
            let mutex = mutex.clone();
            tokio::spawn(async move {
                let mut list = mutex.lock().await;
                sleep(Duration::from_millis(10 - i)).await;
                list.push(i);
            })
        })
        .collect();
    sleep(Duration::from_millis(1)).await;
    println!("{mutex:?} {}", mutex.try_lock().unwrap_err());
    tasks[1].abort();
    drop(guard);
    for task in tasks {
        println!("{}", task.await.is_ok());
    }
    println!("{mutex:?} {:?}", mutex.try_lock());
    let owned = mutex.clone().lock_owned().await;
    println!("{}", owned.len());
    drop(owned);
    println!("{:?}", Arc::into_inner(mutex).map(Mutex::into_inner));

    let lock = Arc::new(RwLock::new(1));
    let first = lock.read().await;
    let second = lock.try_read().unwrap();
    println!("{} {} {}", *first, *second, lock.try_write().is_err());
    let writer = tokio::spawn({
        let lock = lock.clone();
        async move {
            let mut value = lock.write().await;
            *value += 1;
            println!("written");
            let value = value.downgrade();
            sleep(Duration::from_millis(1)).await;
            *value
        }
    });
    tokio::task::yield_now().await;
    // A writer that waits goes before readers that come later.
    println!(
        "{:?}",
        lock.try_read().map(|v| *v).map_err(|e| e.to_string())
    );
    drop((first, second));
    println!("{:?} {lock:?}", writer.await);

    let semaphore = Arc::new(Semaphore::new(3));
    let tasks: Vec<_> = [2, 2, 1, 3, 1]
        .into_iter()
        .enumerate()
        .map(|(i, n)| {
            let semaphore = semaphore.clone();
            tokio::spawn(async move {
                let permit = semaphore.acquire_many_owned(n).await.unwrap();
                println!("{i} has {}", permit.num_permits());
                sleep(Duration::from_millis(10)).await;
                println!("{i} goes");
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let mut permit = semaphore.try_acquire_many(3).unwrap();
    println!("{:?}", semaphore.try_acquire().map(|_| ()));
    let half = permit.split(1).unwrap();
    half.forget();
    drop(permit);
    println!("{semaphore:?} {}", semaphore.available_permits());
    semaphore.add_permits(4);
    semaphore.close();
    println!(
        "{:?} {:?}",
        semaphore.try_acquire().map(|_| ()),
        TryAcquireError::NoPermits.to_string()
    );
    println!("{}", semaphore.acquire().await.unwrap_err());
}
