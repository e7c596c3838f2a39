//! Runtimes made by hand, handles, threads, and the end of a runtime.

use std::time::Duration;
use tokio::runtime::{Builder, Handle, Runtime};

struct Guard(&'static str);
impl Drop for Guard {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn main() {
    println!("{}", Handle::try_current().unwrap_err());
    let rt = Builder::new_current_thread().enable_all().build().unwrap();
    let spawned = rt.spawn(async {
        println!("spawned before");
        1
    });
    println!("nothing has run");
    println!("{:?}", rt.block_on(async { spawned.await.unwrap() + 1 }));
    println!(
        "{:?} {}",
        rt.handle().runtime_flavor(),
        rt.metrics().num_workers()
    );

    {
        let _enter = rt.enter();
        tokio::spawn(async { println!("spawned inside `enter`") });
    }
    rt.block_on(tokio::task::yield_now());

    let handle = rt.handle().clone();
    let thread = std::thread::spawn(move || {
        handle.spawn(async { println!("spawned by a thread") });
        handle.block_on(async { "blocked on by a thread" })
    });
    println!("{}", thread.join().unwrap());
    rt.block_on(tokio::task::yield_now());

    let nested = std::panic::catch_unwind(|| rt.block_on(async { rt.block_on(async {}) }));
    println!("{}", nested.unwrap_err().downcast_ref::<&str>().is_some());
    let no_timer = Builder::new_current_thread().build().unwrap();
    let sleeps = std::panic::catch_unwind(|| {
        no_timer.block_on(async { tokio::time::sleep(Duration::ZERO).await })
    });
    println!("{}", sleeps.is_err());

    rt.spawn(async {
        let _guard = Guard("first");
        std::future::pending::<()>().await
    });
    rt.spawn(async {
        let _guard = Guard("second");
        tokio::time::sleep(Duration::from_secs(100)).await
    });
    rt.block_on(tokio::task::yield_now());
    println!("alive: {}", rt.metrics().num_alive_tasks());
    drop(rt);
    println!("runtime dropped");

    let rt = Runtime::new().unwrap();
    let (tx, rx) = std::sync::mpsc::channel();
    rt.spawn(async move {
        let name = std::thread::current().name().map(str::to_string);
        tx.send(name).unwrap();
    });
    println!("{:?} {:?}", rx.recv(), rt.handle().runtime_flavor());
    rt.spawn_blocking(|| {
        std::thread::sleep(Duration::from_millis(20));
        println!("blocking work is waited for");
    });
    std::thread::sleep(Duration::from_millis(5));
    drop(rt);
    println!("end");
}
