//! A task that may change threads must not hold an `Rc` while it waits.

use std::rc::Rc;
use std::thread;
use std::time::Duration;

use futures::channel::oneshot;
use futures::executor::block_on;
use futures::future::BoxFuture;

/// Waits without holding the thread: a second thread sleeps, then sends word.
async fn pause(millis: u64) {
    let (done, word) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(millis));
        done.send(()).ok();
    });
    word.await.ok();
}

/// What an executor with many threads asks of a task: own everything, and be `Send`.
fn task(future: impl Future<Output = usize> + Send + 'static) -> BoxFuture<'static, usize> {
    Box::pin(future)
}

async fn count_words(text: String) -> usize {
    let words = {
        let shared = Rc::new(text);
        let also_shared = shared.clone();
        also_shared.split_whitespace().count()
    };
    println!("counted on {:?}", thread::current().name());
    pause(100).await;
    println!("reported on {:?}", thread::current().name());
    words
}

fn main() {
    let text = String::from("a task owns what it uses");
    let counting = task(count_words(text));

    let worker = thread::Builder::new().name("worker".into());
    let handle = worker.spawn(move || block_on(counting)).unwrap();
    println!("{} words", handle.join().unwrap());
}
