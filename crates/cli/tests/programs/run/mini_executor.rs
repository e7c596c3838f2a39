//! An executor as a tutorial builds it: tasks that send themselves, wakers by trait and by table, futures by hand.

use std::{
    cell::RefCell,
    collections::VecDeque,
    future::Future,
    pin::Pin,
    rc::Rc,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    task::{Context, Poll, RawWaker, RawWakerVTable, Wake, Waker},
    thread,
    time::{Duration, Instant},
};
struct Delay {
    when: Instant,
    waker: Option<Arc<Mutex<Waker>>>,
}
impl Future for Delay {
    type Output = &'static str;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if Instant::now() >= self.when {
            return Poll::Ready("done");
        }
        if let Some(waker) = &self.waker {
            let mut waker = waker.lock().unwrap();
            if !waker.will_wake(cx.waker()) {
                *waker = cx.waker().clone();
            }
        } else {
            let when = self.when;
            let waker = Arc::new(Mutex::new(cx.waker().clone()));
            self.waker = Some(waker.clone());
            thread::spawn(move || {
                let now = Instant::now();
                if now < when {
                    thread::sleep(when - now);
                }
                let waker = waker.lock().unwrap();
                waker.wake_by_ref();
            });
        }
        Poll::Pending
    }
}
struct TaskFuture {
    future: Pin<Box<dyn Future<Output = ()> + Send>>,
    poll: Poll<()>,
}
struct Task {
    task_future: Mutex<TaskFuture>,
    executor: mpsc::Sender<Arc<Task>>,
}
impl Wake for Task {
    fn wake(self: Arc<Self>) {
        self.schedule();
    }
    fn wake_by_ref(self: &Arc<Self>) {
        self.clone().schedule();
    }
}
impl TaskFuture {
    fn new(f: impl Future<Output = ()> + Send + 'static) -> TaskFuture {
        TaskFuture {
            future: Box::pin(f),
            poll: Poll::Pending,
        }
    }
    fn poll(&mut self, cx: &mut Context<'_>) {
        if self.poll.is_pending() {
            self.poll = self.future.as_mut().poll(cx);
        }
    }
}
impl Task {
    fn schedule(self: &Arc<Self>) {
        let _ = self.executor.send(self.clone());
    }
    fn poll(self: Arc<Self>) {
        let waker = self.clone().into();
        let mut cx = Context::from_waker(&waker);
        let mut tf = self.task_future.try_lock().unwrap();
        tf.poll(&mut cx);
    }
    fn spawn<F>(f: F, s: &mpsc::Sender<Arc<Task>>)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let task = Arc::new(Task {
            task_future: Mutex::new(TaskFuture::new(f)),
            executor: s.clone(),
        });
        let _ = s.send(task);
    }
}
struct MiniTokio {
    scheduled: mpsc::Receiver<Arc<Task>>,
    sender: mpsc::Sender<Arc<Task>>,
}
impl MiniTokio {
    fn new() -> Self {
        let (sender, scheduled) = mpsc::channel();
        MiniTokio { scheduled, sender }
    }
    fn spawn<F>(&self, f: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Task::spawn(f, &self.sender);
    }
    fn run(self) {
        let MiniTokio { scheduled, sender } = self;
        drop(sender);
        while let Ok(task) = scheduled.recv() {
            task.poll();
        }
    }
}
static WAKES: AtomicUsize = AtomicUsize::new(0);
fn raw_waker(data: *const ()) -> RawWaker {
    fn clone(p: *const ()) -> RawWaker {
        raw_waker(p)
    }
    fn wake(p: *const ()) {
        WAKES.fetch_add(1, Ordering::SeqCst);
        let _ = p;
    }
    fn drop(_: *const ()) {}
    static VTABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake, drop);
    RawWaker::new(data, &VTABLE)
}
struct Parker {
    ready: Mutex<bool>,
    cv: Condvar,
}
impl Wake for Parker {
    fn wake(self: Arc<Self>) {
        *self.ready.lock().unwrap() = true;
        self.cv.notify_one();
    }
}
fn block_on<F: Future>(fut: F) -> F::Output {
    let mut fut = Box::pin(fut);
    let p = Arc::new(Parker {
        ready: Mutex::new(false),
        cv: Condvar::new(),
    });
    let waker = Waker::from(p.clone());
    let mut cx = Context::from_waker(&waker);
    loop {
        match fut.as_mut().poll(&mut cx) {
            Poll::Ready(v) => return v,
            Poll::Pending => {
                let mut r = p.ready.lock().unwrap();
                while !*r {
                    r = p.cv.wait(r).unwrap();
                }
                *r = false;
            }
        }
    }
}
struct ThreadWaker(thread::Thread);
impl Wake for ThreadWaker {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
fn block_on2<F: Future>(fut: F) -> F::Output {
    let mut fut = std::pin::pin!(fut);
    let t = thread::current();
    let waker = Arc::new(ThreadWaker(t)).into();
    let mut cx = Context::from_waker(&waker);
    loop {
        match fut.as_mut().poll(&mut cx) {
            Poll::Ready(res) => return res,
            Poll::Pending => thread::park(),
        }
    }
}
struct Chan<T> {
    q: VecDeque<T>,
    waker: Option<Waker>,
    closed: bool,
}
struct Tx<T>(Rc<RefCell<Chan<T>>>);
struct Rx<T>(Rc<RefCell<Chan<T>>>);
impl<T> Tx<T> {
    fn send(&self, t: T) {
        let mut c = self.0.borrow_mut();
        c.q.push_back(t);
        if let Some(w) = c.waker.take() {
            w.wake();
        }
    }
}
impl<T> Drop for Tx<T> {
    fn drop(&mut self) {
        let mut c = self.0.borrow_mut();
        c.closed = true;
        if let Some(w) = c.waker.take() {
            w.wake();
        }
    }
}
struct Recv<'a, T>(&'a Rx<T>);
impl<T> Rx<T> {
    fn recv(&self) -> Recv<'_, T> {
        Recv(self)
    }
}
impl<T> Future for Recv<'_, T> {
    type Output = Option<T>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let mut c = self.0.0.borrow_mut();
        if let Some(v) = c.q.pop_front() {
            Poll::Ready(Some(v))
        } else if c.closed {
            Poll::Ready(None)
        } else {
            c.waker = Some(cx.waker().clone());
            Poll::Pending
        }
    }
}
enum State {
    Start,
    Waiting(Pin<Box<dyn Future<Output = u32>>>),
    Done,
}
struct Machine {
    state: State,
    log: Vec<&'static str>,
}
impl Future for Machine {
    type Output = (u32, Vec<&'static str>);
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            match self.state {
                State::Start => {
                    self.log.push("start");
                    self.state = State::Waiting(Box::pin(async { 7 }));
                }
                State::Waiting(ref mut f) => match f.as_mut().poll(cx) {
                    Poll::Ready(v) => {
                        self.log.push("ready");
                        self.state = State::Done;
                        let log = std::mem::take(&mut self.log);
                        return Poll::Ready((v, log));
                    }
                    Poll::Pending => return Poll::Pending,
                },
                State::Done => panic!("polled after completion"),
            }
        }
    }
}
fn main() {
    let mt = MiniTokio::new();
    mt.spawn(async {
        let when = Instant::now() + Duration::from_millis(10);
        let out = Delay { when, waker: None }.await;
        assert_eq!(out, "done");
        println!("first");
    });
    mt.spawn(async {
        println!("second");
        let s = Instant::now();
        Delay {
            when: s + Duration::from_millis(20),
            waker: None,
        }
        .await;
        println!("third {}", s.elapsed() >= Duration::from_millis(20));
    });
    mt.run();
    let w = unsafe { Waker::from_raw(raw_waker(std::ptr::null())) };
    let w2 = w.clone();
    w.wake_by_ref();
    w2.wake();
    println!("{}", WAKES.load(Ordering::SeqCst));
    println!(
        "{}",
        block_on(async {
            Delay {
                when: Instant::now() + Duration::from_millis(5),
                waker: None,
            }
            .await
        })
    );
    println!(
        "{}",
        block_on2(async {
            Delay {
                when: Instant::now() + Duration::from_millis(5),
                waker: None,
            }
            .await
            .len()
        })
    );
    let c = Rc::new(RefCell::new(Chan {
        q: VecDeque::new(),
        waker: None,
        closed: false,
    }));
    let (tx, rx) = (Tx(c.clone()), Rx(c));
    println!(
        "{:?}",
        block_on(async {
            futures::join!(
                async move {
                    for i in 0..3 {
                        tx.send(i);
                    }
                },
                async {
                    let mut v = vec![];
                    while let Some(x) = rx.recv().await {
                        v.push(x);
                    }
                    v
                }
            )
        })
        .1
    );
    println!(
        "{:?}",
        block_on(Machine {
            state: State::Start,
            log: vec![]
        })
    );
    let mut f = Box::pin(async {
        let x = vec![1, 2];
        std::future::ready(()).await;
        x.len()
    });
    let mut cx = Context::from_waker(Waker::noop());
    println!("{:?}", f.as_mut().poll(&mut cx));
    let fs: Vec<Pin<Box<dyn Future<Output = String>>>> = vec![
        Box::pin(async { "a".to_string() }),
        Box::pin(std::future::ready("b".into())),
    ];
    println!(
        "{:?}",
        block_on(async {
            let mut v = Vec::new();
            for f in fs {
                v.push(f.await);
            }
            v.join("+")
        })
    );
    let r = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut f = Box::pin(async { 1 });
        let mut cx = Context::from_waker(Waker::noop());
        let _ = f.as_mut().poll(&mut cx);
        let _ = f.as_mut().poll(&mut cx);
    }));
    println!("{:?}", r.unwrap_err().downcast_ref::<&str>());
}
