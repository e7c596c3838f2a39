//! Several workers: what is certain whatever they do when.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, mpsc, oneshot};

enum Command {
    Get(String, oneshot::Sender<Option<u32>>),
    Add(String, u32),
}

#[tokio::main]
async fn main() {
    let counter = Arc::new(Mutex::new(0));
    let atomic = Arc::new(AtomicU32::new(0));
    let tasks: Vec<_> = (0..8)
        .map(|i| {
            let (counter, atomic) = (counter.clone(), atomic.clone());
            tokio::spawn(async move {
                for _ in 0..20 {
                    *counter.lock().await += 1;
                    atomic.fetch_add(1, Ordering::Relaxed);
                    tokio::task::yield_now().await;
                }
                i
            })
        })
        .collect();
    let mut sum = 0;
    for task in tasks {
        sum += task.await.unwrap();
    }
    println!(
        "{} {} {sum}",
        counter.lock().await,
        atomic.load(Ordering::Relaxed)
    );

    let (tx, mut rx) = mpsc::channel(8);
    let store = tokio::spawn(async move {
        let mut map: HashMap<String, u32> = HashMap::new();
        while let Some(command) = rx.recv().await {
            match command {
                Command::Get(key, reply) => {
                    let _ = reply.send(map.get(&key).copied());
                }
                Command::Add(key, n) => *map.entry(key).or_default() += n,
            }
        }
        map.len()
    });
    let clients: Vec<_> = (1..=4)
        .map(|n| {
            let tx = tx.clone();
            tokio::spawn(async move {
                for key in ["a", "b"] {
                    let _ = tx.send(Command::Add(key.to_string(), n)).await;
                }
            })
        })
        .collect();
    for client in clients {
        client.await.unwrap();
    }
    for key in ["a", "b", "c"] {
        let (reply, answer) = oneshot::channel();
        let _ = tx.send(Command::Get(key.to_string(), reply)).await;
        println!("{key} {:?}", answer.await);
    }
    drop(tx);
    println!("{:?}", store.await);

    let tasks: Vec<_> = (0..3u64)
        .map(|i| {
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(60 * (3 - i))).await;
                println!("task {i}");
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    // A task that blocks its thread does not stop the others.
    let blocks = tokio::spawn(async { std::thread::sleep(Duration::from_millis(100)) });
    let sleeps = tokio::spawn(async {
        tokio::time::sleep(Duration::from_millis(10)).await;
        println!("slept");
    });
    sleeps.await.unwrap();
    println!("blocked: {}", !blocks.is_finished());
    blocks.await.unwrap();
    println!("end");
}
