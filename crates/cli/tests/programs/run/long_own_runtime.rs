//! A runtime of its own: tasks, wakers, a reactor with a heap of timers, joins, channels and select.

use std::cell::{Cell, RefCell};
use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::{Rc, Weak};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

type TaskId = usize;
type LocalFuture = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Default)]
struct ReadyQueue {
    ids: Mutex<VecDeque<TaskId>>,
}

struct TaskWaker {
    id: TaskId,
    ready: Arc<ReadyQueue>,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut ids = self.ready.ids.lock().unwrap();
        if !ids.contains(&self.id) {
            ids.push_back(self.id);
        }
    }
}

struct Timer {
    at: Instant,
    seq: u64,
    waker: Waker,
}

impl PartialEq for Timer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Timer {}

impl PartialOrd for Timer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at.cmp(&other.at).then(self.seq.cmp(&other.seq))
    }
}

#[derive(Default)]
struct Reactor {
    timers: BinaryHeap<Reverse<Timer>>,
    seq: u64,
    fired: usize,
}

impl Reactor {
    fn register(&mut self, at: Instant, waker: Waker) {
        self.seq += 1;
        self.timers.push(Reverse(Timer { at, seq: self.seq, waker }));
    }

    /// Wakes what is due; says how long the next one takes.
    fn turn(&mut self) -> Option<Duration> {
        let now = Instant::now();
        while let Some(Reverse(timer)) = self.timers.peek() {
            if timer.at > now {
                return Some(timer.at - now);
            }
            let Reverse(timer) = self.timers.pop()?;
            self.fired += 1;
            timer.waker.wake();
        }
        None
    }
}

struct Inner {
    tasks: RefCell<HashMap<TaskId, LocalFuture>>,
    next_id: Cell<TaskId>,
    ready: Arc<ReadyQueue>,
    reactor: RefCell<Reactor>,
    polls: Cell<usize>,
}

thread_local! {
    static CURRENT: RefCell<Weak<Inner>> = const { RefCell::new(Weak::new()) };
}

fn current() -> Rc<Inner> {
    CURRENT.with_borrow(|current| current.upgrade()).expect("outside of the runtime")
}

struct Runtime {
    inner: Rc<Inner>,
}

impl Runtime {
    fn new() -> Self {
        Runtime {
            inner: Rc::new(Inner {
                tasks: RefCell::new(HashMap::new()),
                next_id: Cell::new(1),
                ready: Arc::default(),
                reactor: RefCell::default(),
                polls: Cell::new(0),
            }),
        }
    }

    fn block_on<F: Future>(&self, future: F) -> F::Output {
        let before = CURRENT.replace(Rc::downgrade(&self.inner));
        let inner = &*self.inner;
        let mut main = pin!(future);
        let main_waker = Arc::new(TaskWaker { id: 0, ready: inner.ready.clone() });
        main_waker.wake_by_ref();
        let waker = Waker::from(main_waker);
        let output = 'run: loop {
            loop {
                let next = inner.ready.ids.lock().unwrap().pop_front();
                match next {
                    Some(0) => {
                        inner.polls.set(inner.polls.get() + 1);
                        if let Poll::Ready(output) = main.as_mut().poll(&mut Context::from_waker(&waker)) {
                            break 'run output;
                        }
                    }
                    Some(id) => inner.poll_task(id),
                    None => break,
                }
            }
            let wait = inner.reactor.borrow_mut().turn();
            if inner.ready.ids.lock().unwrap().is_empty() {
                match wait {
                    Some(time) => thread::sleep(time),
                    None => panic!("deadlock: nothing can wake the main task"),
                }
            }
        };
        CURRENT.set(before);
        output
    }
}

impl Inner {
    fn poll_task(&self, id: TaskId) {
        let Some(mut task) = self.tasks.borrow_mut().remove(&id) else { return };
        self.polls.set(self.polls.get() + 1);
        let waker = Waker::from(Arc::new(TaskWaker { id, ready: Arc::clone(&self.ready) }));
        if task.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            self.tasks.borrow_mut().insert(id, task);
        }
    }
}

struct JoinState<T> {
    value: Option<T>,
    waker: Option<Waker>,
}

struct JoinHandle<T>(Rc<RefCell<JoinState<T>>>);

impl<T> Future for JoinHandle<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let mut state = self.0.borrow_mut();
        match state.value.take() {
            Some(value) => Poll::Ready(value),
            None => {
                state.waker = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}

fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: 'static,
{
    let inner = current();
    let id = inner.next_id.replace(inner.next_id.get() + 1);
    let state = Rc::new(RefCell::new(JoinState { value: None, waker: None }));
    let theirs = state.clone();
    let task: LocalFuture = Box::pin(async move {
        let value = future.await;
        let mut state = theirs.borrow_mut();
        state.value = Some(value);
        if let Some(waker) = state.waker.take() {
            waker.wake();
        }
    });
    inner.tasks.borrow_mut().insert(id, task);
    inner.ready.ids.lock().unwrap().push_back(id);
    JoinHandle(state)
}

struct Sleep {
    at: Instant,
    registered: bool,
}

fn sleep(ms: u64) -> Sleep {
    Sleep { at: Instant::now() + Duration::from_millis(ms), registered: false }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.at {
            return Poll::Ready(());
        }
        if !std::mem::replace(&mut self.registered, true) {
            current().reactor.borrow_mut().register(self.at, cx.waker().clone());
        }
        Poll::Pending
    }
}

enum Either<A, B> {
    Left(A),
    Right(B),
}

async fn race<A: Future, B: Future>(a: A, b: B) -> Either<A::Output, B::Output> {
    let (mut a, mut b) = (pin!(a), pin!(b));
    std::future::poll_fn(move |cx| {
        if let Poll::Ready(value) = a.as_mut().poll(cx) {
            return Poll::Ready(Either::Left(value));
        }
        b.as_mut().poll(cx).map(Either::Right)
    })
    .await
}

struct Channel<T> {
    items: VecDeque<T>,
    waiting: Option<Waker>,
    closed: bool,
}

struct Sender<T>(Rc<RefCell<Channel<T>>>);
struct Receiver<T>(Rc<RefCell<Channel<T>>>);

fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared = Rc::new(RefCell::new(Channel { items: VecDeque::new(), waiting: None, closed: false }));
    (Sender(Rc::clone(&shared)), Receiver(shared))
}

impl<T> Sender<T> {
    fn send(&self, item: T) {
        let mut channel = self.0.borrow_mut();
        channel.items.push_back(item);
        channel.waiting.take().into_iter().for_each(Waker::wake);
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut channel = self.0.borrow_mut();
        channel.closed = true;
        if let Some(waker) = channel.waiting.take() {
            waker.wake();
        }
    }
}

impl<T> Receiver<T> {
    async fn recv(&mut self) -> Option<T> {
        std::future::poll_fn(|cx| {
            let mut channel = self.0.borrow_mut();
            match channel.items.pop_front() {
                None if !channel.closed => {
                    channel.waiting = Some(cx.waker().clone());
                    Poll::Pending
                }
                item => Poll::Ready(item),
            }
        })
        .await
    }
}

fn main() {
    let runtime = Runtime::new();
    let log = Rc::new(RefCell::new(Vec::<String>::new()));
    let total = runtime.block_on(async {
        let mut handles = Vec::new();
        for (name, ms) in [("slow", 60), ("quick", 10), ("middle", 35)] {
            let log = Rc::clone(&log);
            handles.push(spawn(async move {
                sleep(ms).await;
                log.borrow_mut().push(format!("{name} after {ms}"));
                ms
            }));
        }
        let mut total = 0;
        for handle in handles {
            total += handle.await;
        }
        total
    });
    println!("{total} {:#?}", log.borrow());
    println!("fired {} tasks left {}", runtime.inner.reactor.borrow().fired, runtime.inner.tasks.borrow().len());

    runtime.block_on(async {
        let (tx, mut rx) = channel();
        let producer = spawn(async move {
            for n in 1..=3 {
                tx.send(n * n);
                sleep(5).await;
            }
            "done"
        });
        while let Some(n) = rx.recv().await {
            println!("got {n}");
        }
        println!("{}", producer.await);
        for limit in [5, 80] {
            match race(async { sleep(30).await; "value" }, sleep(limit)).await {
                Either::Left(value) => println!("limit {limit}: {value}"),
                Either::Right(()) => println!("limit {limit}: too late"),
            }
        }
    });
    println!("polled: {}", runtime.inner.polls.get() > 15);
    println!("{}", runtime.block_on(std::future::ready("at once")));
    let stuck = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        runtime.block_on(std::future::pending::<()>());
    }));
    println!("stuck: {}", stuck.is_err());
}
