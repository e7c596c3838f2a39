//! An executor that polls only the tasks whose waker was called.

use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};
use std::thread;
use std::time::Duration;

use futures::channel::oneshot;

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

struct Task {
    name: &'static str,
    /// `None` once it is ready.
    future: Mutex<Option<BoxFuture>>,
    queue: Sender<Arc<Task>>,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        let queue = self.queue.clone();
        queue.send(self).ok();
    }
}

fn spawn(
    queue: &Sender<Arc<Task>>,
    name: &'static str,
    future: impl Future<Output = ()> + Send + 'static,
) {
    let task = Arc::new(Task {
        name,
        future: Mutex::new(Some(Box::pin(future))),
        queue: queue.clone(),
    });
    queue.send(task).ok();
}

/// Ends when no task is queued and nobody is left who could queue one.
fn run(ready: Receiver<Arc<Task>>) {
    for task in ready {
        println!("polling {}", task.name);
        let waker = Waker::from(task.clone());
        let mut slot = task.future.lock().unwrap();
        if let Some(mut future) = slot.take()
            && future
                .as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        {
            *slot = Some(future);
        }
    }
}

async fn pause(millis: u64) {
    let (done, word) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(millis));
        done.send(()).ok();
    });
    word.await.ok();
}

fn main() {
    let (queue, ready) = channel();
    spawn(&queue, "slow", pause(200));
    spawn(&queue, "quick", async {
        pause(100).await;
        pause(200).await;
    });
    drop(queue);
    run(ready);
    println!("nothing left to do");
}
