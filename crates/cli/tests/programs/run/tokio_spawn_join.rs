//! Tasks on one thread: when they run, what they give, how they fail and how they are ended.

use std::time::Duration;
use tokio::task;

struct Noisy(&'static str);
impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let a = tokio::spawn(async {
        println!("a runs as {}", task::id());
        1
    });
    let b = tokio::spawn(async {
        println!("b");
        task::yield_now().await;
        println!("b again");
        2
    });
    println!("spawned {} {}", a.id(), b.is_finished());
    println!("{:?}", a.await);
    println!("{:?}", b.await);

    let panics = tokio::spawn(async {
        let _n = Noisy("in a panic");
        let numbers = [1, 2, 3];
        let at = numbers.len();
        numbers[at]
    });
    let error = panics.await.unwrap_err();
    println!("{} {}", error.is_panic(), error.is_cancelled());
    println!("{error}");
    println!("{error:?}");
    let payload = error.into_panic();
    println!("{:?}", payload.downcast_ref::<String>());

    let error = tokio::spawn(async { std::panic::panic_any(7) })
        .await
        .unwrap_err();
    println!("{error} / {error:?}");

    let sleeper = tokio::spawn(async {
        let _n = Noisy("of an aborted task");
        tokio::time::sleep(Duration::from_secs(100)).await;
    });
    let handle = sleeper.abort_handle();
    task::yield_now().await;
    handle.abort();
    println!("aborted, finished: {}", handle.is_finished());
    let error = sleeper.await.unwrap_err();
    println!("{error} / {error:?} {}", handle.is_finished());

    let never = tokio::spawn(async {
        let _n = Noisy("never made");
    });
    never.abort();
    println!("{}", never.await.unwrap_err().is_cancelled());

    // Without its handle a task goes on, and its output is dropped.
    drop(tokio::spawn(async {
        println!("detached");
        Noisy("of nobody's output")
    }));
    task::yield_now().await;
    let done = tokio::spawn(async { Noisy("of a dropped handle") });
    task::yield_now().await;
    println!("is finished: {}", done.is_finished());
    drop(done);

    tokio::spawn(async {
        let _n = Noisy("at the end of the runtime");
        std::future::pending::<()>().await;
    });
    task::yield_now().await;
    println!("main ends");
}
