//! Two tasks of an executor of the program's own: one wakes itself and then the other.

use std::{
    collections::VecDeque,
    future::{Future, poll_fn},
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Wake, Waker},
};

type Queue = Arc<Mutex<VecDeque<Arc<Task>>>>;

struct Task {
    future: Mutex<Pin<Box<dyn Future<Output = ()> + Send>>>,
    queue: Queue,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        self.queue.lock().unwrap().push_back(self.clone());
    }
}

static KEPT: Mutex<Option<Waker>> = Mutex::new(None);

async fn waits() {
    let mut kept = false;
    poll_fn(|cx| {
        if kept {
            return Poll::Ready(());
        }
        kept = true;
        *KEPT.lock().unwrap() = Some(cx.waker().clone());
        Poll::Pending
    })
    .await;
}

async fn wakes() {
    let mut yielded = false;
    poll_fn(|cx| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
    let waker = KEPT.lock().unwrap().take();
    waker.unwrap().wake();
}

fn main() {
    let queue = Queue::default();
    let spawn = |future: Pin<Box<dyn Future<Output = ()> + Send>>| {
        let task = Task {
            future: Mutex::new(future),
            queue: queue.clone(),
        };
        queue.lock().unwrap().push_back(Arc::new(task));
    };
    spawn(Box::pin(waits()));
    spawn(Box::pin(wakes()));
    loop {
        let Some(task) = queue.lock().unwrap().pop_front() else {
            break;
        };
        let waker = Waker::from(task.clone());
        let mut cx = Context::from_waker(&waker);
        let _ = task.future.lock().unwrap().as_mut().poll(&mut cx);
    }
}
