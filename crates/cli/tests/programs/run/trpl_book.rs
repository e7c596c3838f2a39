//! The listings of The Rust Programming Language, chapter 17, with shorter waits.

use std::{
    future::Future,
    pin::{Pin, pin},
    time::Duration,
};
use trpl::{Either, ReceiverStream, Stream, StreamExt};
fn listing_spawn() {
    trpl::run(async {
        let handle = trpl::spawn_task(async {
            for i in 1..10 {
                println!("hi number {i} from the first task!");
                trpl::sleep(Duration::from_millis(500)).await;
            }
        });
        for i in 1..5 {
            println!("hi number {i} from the second task!");
            trpl::sleep(Duration::from_millis(510)).await;
        }
        handle.await.unwrap();
    });
}
fn listing_join() {
    trpl::block_on(async {
        let (tx, mut rx) = trpl::channel();
        let tx1 = tx.clone();
        let tx1_fut = async move {
            let vals = vec![
                String::from("hi"),
                String::from("from"),
                String::from("the"),
                String::from("future"),
            ];
            for val in vals {
                tx1.send(val).unwrap();
                trpl::sleep(Duration::from_millis(500)).await;
            }
        };
        let rx_fut = async {
            while let Some(value) = rx.recv().await {
                println!("received '{value}'");
            }
        };
        let tx_fut = async move {
            let vals = vec![
                String::from("more"),
                String::from("messages"),
                String::from("for"),
                String::from("you"),
            ];
            for val in vals {
                tx.send(val).unwrap();
                trpl::sleep(Duration::from_millis(1500)).await;
            }
        };
        trpl::join3(tx1_fut, tx_fut, rx_fut).await;
    });
}
fn listing_join_all() {
    trpl::run(async {
        let (tx, mut rx) = trpl::channel();
        let tx1 = tx.clone();
        let tx1_fut = pin!(async move {
            for v in ["a", "b"] {
                tx1.send(v).unwrap();
                trpl::sleep(Duration::from_millis(10)).await;
            }
        });
        let rx_fut = pin!(async {
            while let Some(v) = rx.recv().await {
                println!("got {v}");
            }
        });
        let tx_fut = pin!(async move {
            for v in ["c", "d"] {
                tx.send(v).unwrap();
                trpl::sleep(Duration::from_millis(15)).await;
            }
        });
        let futures: Vec<Pin<&mut dyn Future<Output = ()>>> = vec![tx1_fut, rx_fut, tx_fut];
        trpl::join_all(futures).await;
        let a = async { 1u32 };
        let b = async { "Hello!" };
        let c = async { true };
        let (a_result, b_result, c_result) = trpl::join!(a, b, c);
        println!("{a_result}, {b_result}, {c_result}");
    });
}
fn slow(name: &str, ms: u64) {
    std::thread::sleep(Duration::from_millis(ms));
    println!("'{name}' ran for {ms}ms");
}
fn listing_race() {
    trpl::run(async {
        let slow_ = async {
            println!("'slow' started.");
            trpl::sleep(Duration::from_millis(100)).await;
            println!("'slow' finished.");
        };
        let fast = async {
            println!("'fast' started.");
            trpl::sleep(Duration::from_millis(50)).await;
            println!("'fast' finished.");
        };
        trpl::race(slow_, fast).await;
        let a = async {
            println!("'a' started.");
            slow("a", 30);
            trpl::yield_now().await;
            slow("a", 10);
            trpl::yield_now().await;
            slow("a", 20);
            trpl::sleep(Duration::from_millis(50)).await;
            println!("'a' finished.");
        };
        let b = async {
            println!("'b' started.");
            slow("b", 75);
            trpl::yield_now().await;
            slow("b", 10);
            trpl::sleep(Duration::from_millis(50)).await;
            println!("'b' finished.");
        };
        trpl::race(a, b).await;
    });
}
async fn timeout<F: Future>(future_to_try: F, max_time: Duration) -> Result<F::Output, Duration> {
    match trpl::select(future_to_try, trpl::sleep(max_time)).await {
        Either::Left(output) => Ok(output),
        Either::Right(_) => Err(max_time),
    }
}
fn listing_timeout() {
    trpl::block_on(async {
        let slow = async {
            trpl::sleep(Duration::from_secs(5)).await;
            "Finally finished"
        };
        match timeout(slow, Duration::from_millis(200)).await {
            Ok(message) => println!("Succeeded with '{message}'"),
            Err(duration) => println!("Failed after {} ms", duration.as_millis()),
        }
    });
}
fn get_messages() -> impl Stream<Item = String> {
    let (tx, rx) = trpl::channel();
    trpl::spawn_task(async move {
        let messages = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        for (index, message) in messages.into_iter().enumerate() {
            let time_to_sleep = if index % 2 == 0 { 100 } else { 300 };
            trpl::sleep(Duration::from_millis(time_to_sleep)).await;
            if let Err(send_error) = tx.send(format!("Message: '{message}'")) {
                eprintln!("Cannot send message '{message}': {send_error}");
                break;
            }
        }
    });
    ReceiverStream::new(rx)
}
fn get_intervals() -> impl Stream<Item = u32> {
    let (tx, rx) = trpl::channel();
    trpl::spawn_task(async move {
        let mut count = 0;
        loop {
            trpl::sleep(Duration::from_millis(10)).await;
            count += 1;
            if let Err(send_error) = tx.send(count) {
                eprintln!("Could not send interval {count}: {send_error}");
                break;
            };
        }
    });
    ReceiverStream::new(rx)
}
fn listing_streams() {
    trpl::run(async {
        let values = 1..101;
        let iter = values.map(|n| n * 2);
        let stream = trpl::stream_from_iter(iter);
        let mut filtered = stream.filter(|value| value % 3 == 0 || value % 5 == 0);
        while let Some(value) = filtered.next().await {
            print!("{value} ");
        }
        println!();
        let mut messages = pin!(get_messages().timeout(Duration::from_millis(200)));
        while let Some(result) = messages.next().await {
            match result {
                Ok(message) => println!("{message}"),
                Err(reason) => println!("Problem: {reason:?}"),
            }
        }
        let messages = get_messages().timeout(Duration::from_millis(200));
        let intervals = get_intervals()
            .map(|count| format!("Interval #{count}"))
            .throttle(Duration::from_millis(500))
            .timeout(Duration::from_secs(10));
        let merged = messages.merge(intervals).take(8);
        let mut stream = pin!(merged);
        let mut n = 0;
        while let Some(result) = stream.next().await {
            match result {
                Ok(m) => {
                    n += 1;
                    println!("{}", m.split('#').next().unwrap())
                }
                Err(reason) => eprintln!("Problem: {reason:?}"),
            }
        }
        println!("{}", n > 3);
    });
}
fn main() {
    listing_spawn();
    listing_join();
    listing_join_all();
    listing_race();
    listing_timeout();
    listing_streams();
}
