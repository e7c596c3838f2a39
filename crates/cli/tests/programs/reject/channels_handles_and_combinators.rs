//! Types through channels, handles, timers, `select!` and `join!`.
//# chan_type
use tokio::sync::mpsc;
#[tokio::main]
async fn main() {
    let (tx, mut rx) = mpsc::channel(4);
    tx.send(1).await.unwrap();
    tx.send("two").await.unwrap(); //= tx.send(2).await.unwrap();
    println!("{:?}", rx.recv().await);
}
//# chan_type2
use std::sync::mpsc;
use std::thread;
fn main() {
    let (tx, rx) = mpsc::channel::<String>();
    thread::spawn(move || {
        tx.send("hi").unwrap(); //= tx.send("hi".to_string()).unwrap();
    });
    println!("{}", rx.recv().unwrap());
}
//# chan_recv_unwrap_type
use tokio::sync::oneshot;
#[tokio::main]
async fn main() {
    let (tx, rx) = oneshot::channel();
    tx.send(5u8).unwrap();
    let n: u8 = rx.await; //= let n: u8 = rx.await.unwrap();
    println!("{n}");
}
//# chan_rx_not_mut
use tokio::sync::mpsc;
#[tokio::main]
async fn main() {
    let (tx, rx) = mpsc::channel(4); //= let (tx, mut rx) = mpsc::channel(4);
    tx.send(1).await.unwrap();
    println!("{:?}", rx.recv().await);
}
//# chan_moved_tx
use std::sync::mpsc;
use std::thread;
fn main() {
    let (tx, rx) = mpsc::channel();
    for i in 0..3 { //= for i in 0..3 { let tx = tx.clone();
        thread::spawn(move || {
            tx.send(i).unwrap();
        });
    }
    for n in rx { println!("{n}"); }
}
//# chan_rx_shared
use std::sync::{Arc, mpsc};
use std::thread;
fn main() {
    let (tx, rx) = mpsc::channel::<u8>();
    let rx = Arc::new(rx); //= let rx = Arc::new(std::sync::Mutex::new(rx));
    let rx2 = Arc::clone(&rx);
    thread::spawn(move || {
        println!("{:?}", rx2.recv()); //= println!("{:?}", rx2.lock().unwrap().recv());
    });
    tx.send(1).unwrap();
}
//# chan_sent_value_used
use std::sync::mpsc;
fn main() {
    let (tx, rx) = mpsc::channel();
    let s = String::from("a");
    tx.send(s).unwrap(); //= tx.send(s.clone()).unwrap();
    println!("{s} {}", rx.recv().unwrap());
}
//# handle_in_struct_ref
use tokio::task::JoinHandle;
struct W { h: JoinHandle<u8> }
async fn stop(w: &W) -> u8 { //= async fn stop(w: W) -> u8 {
    w.h.await.unwrap()
}
#[tokio::main]
async fn main() {
    let w = W { h: tokio::spawn(async { 1 }) };
    println!("{}", stop(&w).await); //= println!("{}", stop(w).await);
}
//# joinhandle_type
#[tokio::main]
async fn main() {
    let n: i32 = tokio::spawn(async { 1 }).await; //= let n: i32 = tokio::spawn(async { 1 }).await.unwrap();
    println!("{n}");
}
//# joinhandle_double_result
async fn f() -> Result<u8, String> { Ok(1) }
#[tokio::main]
async fn main() {
    let n: u8 = tokio::spawn(f()).await.unwrap(); //= let n: u8 = tokio::spawn(f()).await.unwrap().unwrap();
    println!("{n}");
}
//# q_option_in_result
fn f() -> Result<u8, String> {
    let v = vec![1u8];
    let n = v.first()?; //= let n = v.first().ok_or("none")?;
    Ok(*n)
}
fn main() { let _ = f(); }
//# q_in_async_block
async fn f() -> Result<u8, String> { Ok(1) }
fn main() {
    let x = futures::executor::block_on(async {
        let n = f().await?;
        println!("{n}"); //= println!("{n}"); Ok::<(), String>(())
    });
    println!("{x:?}");
}
//# q_wrong_err
async fn f() -> Result<u8, String> { Ok(1) }
async fn g() -> Result<u8, std::num::ParseIntError> {
    let n = f().await?; //= let n = f().await.unwrap_or(0);
    Ok(n)
}
fn main() { let _ = futures::executor::block_on(g()); }
//# select_arm_types
use tokio::time::{sleep, Duration};
#[tokio::main]
async fn main() {
    let n: i32 = tokio::select! {
        _ = sleep(Duration::from_millis(1)) => 1,
        _ = sleep(Duration::from_millis(2)) => "two", //= _ = sleep(Duration::from_millis(2)) => 2,
    };
    println!("{n}");
}
//# select_pattern
use tokio::sync::mpsc;
#[tokio::main]
async fn main() {
    let (tx, mut rx) = mpsc::channel::<u8>(1);
    drop(tx);
    tokio::select! {
        n = rx.recv() => println!("{n}"), //= n = rx.recv() => println!("{n:?}"),
    }
}
//# select_arms_nofuture
use tokio::time::{sleep, Duration};
#[tokio::main]
async fn main() {
    tokio::select! {
        _ = sleep(Duration::from_millis(1)).await => println!("a"), //= _ = sleep(Duration::from_millis(1)) => println!("a"),
        _ = sleep(Duration::from_millis(2)) => println!("b"),
    }
}
//# select_moved
async fn a() -> u8 { 1 }
#[tokio::main]
async fn main() {
    let f = a(); //= let f = a(); tokio::pin!(f);
    for _ in 0..2 {
        tokio::select! {
            n = f => println!("{n}"), //= n = &mut f => println!("{n}"),
            _ = tokio::time::sleep(std::time::Duration::from_millis(1)) => {}
        }
    }
}
//# select_mut_ref_unpin
async fn a() -> u8 { 1 }
#[tokio::main]
async fn main() {
    let mut f = a(); //= let mut f = Box::pin(a());
    for _ in 0..2 {
        tokio::select! {
            n = &mut f => println!("{n}"),
            _ = tokio::time::sleep(std::time::Duration::from_millis(1)) => {}
        }
    }
}
//# select_two_borrows
async fn add(v: &mut Vec<u8>) { v.push(1); }
#[tokio::main]
async fn main() {
    let mut v = vec![]; //= let (mut v, mut w) = (vec![], vec![]); tokio::select! { _ = add(&mut v) => {} _ = add(&mut w) => {} }
    tokio::select! {
        _ = add(&mut v) => {} //= _ = async {} => {}
        _ = add(&mut v) => {}
    }
}
//# join_two_borrows
async fn add(v: &mut Vec<u8>) { v.push(1); }
#[tokio::main]
async fn main() {
    let mut v = vec![];
    tokio::join!(add(&mut v), add(&mut v)); //= let mut w = vec![]; tokio::join!(add(&mut v), add(&mut w));
    println!("{v:?}");
}
//# try_join_err
async fn a() -> Result<u8, String> { Ok(1) }
async fn b() -> Result<u8, u32> { Ok(1) } //= async fn b() -> Result<u8, String> { Ok(1) }
#[tokio::main]
async fn main() {
    let r = tokio::try_join!(a(), b());
    println!("{r:?}");
}
//# join_destructure
async fn a() -> u8 { 1 }
#[tokio::main]
async fn main() {
    let (x, y, z) = tokio::join!(a(), a()); //= let (x, y, z) = tokio::join!(a(), a(), a());
    println!("{x}{y}{z}");
}
//# join_all_types
use futures::future::join_all;
async fn a() -> u8 { 1 }
async fn b() -> u8 { 2 }
fn main() {
    let r = futures::executor::block_on(join_all(vec![a(), b()])); //= let r = futures::executor::block_on(async { futures::join!(a(), b()) }); let _ = join_all(vec![a()]);
    println!("{r:?}");
}
//# join_all_awaited_type
use futures::future::join_all;
async fn a(n: u8) -> u8 { n }
#[tokio::main]
async fn main() {
    let r: u8 = join_all((0..3).map(a)).await; //= let r: Vec<u8> = join_all((0..3).map(a)).await;
    println!("{r:?}");
}
//# joinset_moved
use tokio::task::JoinSet;
#[tokio::main]
async fn main() {
    let set = JoinSet::new(); //= let mut set = JoinSet::new();
    set.spawn(async { 1 });
}
//# joinset_types
use tokio::task::JoinSet;
#[tokio::main]
async fn main() {
    let mut set = JoinSet::new();
    set.spawn(async { 1 });
    set.spawn(async { "a" }); //= set.spawn(async { 2 });
    while let Some(r) = set.join_next().await { println!("{r:?}"); }
}
//# timeout_args
use tokio::time::timeout;
async fn work() -> u8 { 1 }
#[tokio::main]
async fn main() {
    let r = timeout(100, work()).await; //= let r = timeout(std::time::Duration::from_millis(100), work()).await;
    println!("{r:?}");
}
//# timeout_result
use tokio::time::{timeout, Duration};
async fn work() -> u8 { 1 }
#[tokio::main]
async fn main() {
    let r: u8 = timeout(Duration::from_millis(1), work()).await; //= let r: u8 = timeout(Duration::from_millis(1), work()).await.unwrap();
    println!("{r:?}");
}
//# sleep_arg
use tokio::time::sleep;
#[tokio::main]
async fn main() {
    sleep(1).await; //= sleep(std::time::Duration::from_millis(1)).await;
}
//# interval_not_mut
use tokio::time::{interval, Duration};
#[tokio::main]
async fn main() {
    let i = interval(Duration::from_millis(1)); //= let mut i = interval(Duration::from_millis(1));
    i.tick().await;
}
//# import_missing_duration
#[tokio::main]
async fn main() {
    tokio::time::sleep(Duration::from_millis(1)).await; //= tokio::time::sleep(std::time::Duration::from_millis(1)).await;
}
//# import_wrong
use tokio::sync::Chanel; //= use tokio::sync::Mutex as Chanel;
fn main() { }
//# import_wrong_mod
use tokio::times::sleep; //= use tokio::time::{Duration, sleep};
#[tokio::main]
async fn main() { sleep(1).await; } //= async fn main() { sleep(Duration::from_millis(1)).await; }
//# streamext_missing
use futures::stream; //= use futures::stream::{self, StreamExt};
fn main() {
    let s = stream::iter(vec![1, 2]);
    let v: Vec<i32> = futures::executor::block_on(s.collect());
    println!("{v:?}");
}
//# futureext_missing
async fn a() -> u8 { 1 } //= use futures::FutureExt; async fn a() -> u8 { 1 }
fn main() {
    let f = a().map(|n| n + 1);
    println!("{}", futures::executor::block_on(f));
}
//# stream_next_unpin
use futures::stream::{self, StreamExt};
async fn run() {
    let mut s = stream::unfold(0, |n| async move { Some((n, n + 1)) }); //= let mut s = Box::pin(stream::unfold(0, |n| async move { Some((n, n + 1)) }));
    println!("{:?}", s.next().await);
}
fn main() { futures::executor::block_on(run()); }
//# stream_for
use futures::stream;
async fn run() {
    for n in stream::iter(vec![1]) { println!("{n}"); } //= use futures::StreamExt; let mut s = stream::iter(vec![1]); while let Some(n) = s.next().await { println!("{n}"); }
}
fn main() { futures::executor::block_on(run()); }
//# mutex_no_lock
use std::sync::{Arc, Mutex};
fn main() {
    let m = Arc::new(Mutex::new(0));
    *m += 1; //= *m.lock().unwrap() += 1;
}
//# mutex_no_unwrap
use std::sync::Mutex;
fn main() {
    let m = Mutex::new(0);
    *m.lock() += 1; //= *m.lock().unwrap() += 1;
}
//# arc_mutate
use std::sync::Arc;
fn main() {
    let v = Arc::new(vec![1]);
    v.push(2); //= println!("{}", v.len());
}
