//! An executor with a queue and timers of its own; what is built on it: channels, select and join by hand.

use std::{
    cell::{Cell, RefCell},
    cmp::Reverse,
    collections::{BinaryHeap, HashMap, VecDeque},
    future::{Future, IntoFuture, poll_fn},
    pin::{Pin, pin},
    rc::Rc,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::*},
    },
    task::{Context, Poll, Wake, Waker, ready},
    time::{Duration, Instant},
};
thread_local! { static EX: Rc<Exec> = Rc::new(Exec::default()); }
#[derive(Default)]
struct Exec {
    tasks: RefCell<HashMap<usize, Pin<Box<dyn Future<Output = ()>>>>>,
    next: Cell<usize>,
    ready: Arc<Mutex<VecDeque<usize>>>,
    timers: RefCell<BinaryHeap<Reverse<(Instant, usize, ByAddr)>>>,
    seq: Cell<usize>,
}
struct ByAddr(Waker);
impl PartialEq for ByAddr {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
impl Eq for ByAddr {}
impl PartialOrd for ByAddr {
    fn partial_cmp(&self, o: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(o))
    }
}
impl Ord for ByAddr {
    fn cmp(&self, _: &Self) -> std::cmp::Ordering {
        std::cmp::Ordering::Equal
    }
}
struct W {
    id: usize,
    q: Arc<Mutex<VecDeque<usize>>>,
    queued: AtomicBool,
}
impl Wake for W {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref()
    }
    fn wake_by_ref(self: &Arc<Self>) {
        if !self.queued.swap(true, SeqCst) {
            self.q.lock().unwrap().push_back(self.id);
        }
    }
}
struct JoinHandle<T>(Rc<RefCell<(Option<T>, Option<Waker>)>>);
impl<T> Future for JoinHandle<T> {
    type Output = T;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let mut s = self.0.borrow_mut();
        match s.0.take() {
            Some(v) => Poll::Ready(v),
            None => {
                s.1 = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}
fn spawn<F>(f: F) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: 'static,
{
    let slot = Rc::new(RefCell::new((None, None::<Waker>)));
    let s2 = Rc::clone(&slot);
    EX.with(|e| {
        let id = e.next.replace(e.next.get() + 1);
        e.tasks.borrow_mut().insert(
            id,
            Box::pin(async move {
                let v = f.await;
                let mut s = s2.borrow_mut();
                s.0 = Some(v);
                if let Some(w) = s.1.take() {
                    w.wake()
                }
            }),
        );
        e.ready.lock().unwrap().push_back(id);
    });
    JoinHandle(slot)
}
fn block_on<T: 'static>(f: impl Future<Output = T> + 'static) -> T {
    let h = spawn(f);
    let mut polls = 0;
    EX.with(|e| {
        let mut wakers: HashMap<usize, (Arc<W>, Waker)> = HashMap::new();
        loop {
            let next = e.ready.lock().unwrap().pop_front();
            let Some(id) = next else {
                let due = e.timers.borrow_mut().pop();
                match due {
                    Some(Reverse((at, _, ByAddr(w)))) => {
                        if let Some(d) = at.checked_duration_since(Instant::now()) {
                            std::thread::sleep(d);
                        }
                        w.wake();
                        continue;
                    }
                    None => break,
                }
            };
            let (w, waker) = wakers.entry(id).or_insert_with(|| {
                let w = Arc::new(W {
                    id,
                    q: e.ready.clone(),
                    queued: AtomicBool::new(true),
                });
                (w.clone(), w.into())
            });
            w.queued.store(false, SeqCst);
            let Some(mut t) = e.tasks.borrow_mut().remove(&id) else {
                continue;
            };
            polls += 1;
            if t.as_mut()
                .poll(&mut Context::from_waker(waker))
                .is_pending()
            {
                e.tasks.borrow_mut().insert(id, t);
            }
        }
    });
    println!("[{polls} polls]");
    let v = h.0.borrow_mut().0.take();
    v.expect("deadlock")
}
struct Sleep(Instant, bool);
impl Future for Sleep {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= self.0 {
            return Poll::Ready(());
        }
        if !self.1 {
            self.1 = true;
            EX.with(|e| {
                let n = e.seq.replace(e.seq.get() + 1);
                e.timers
                    .borrow_mut()
                    .push(Reverse((self.0, n, ByAddr(cx.waker().clone()))))
            });
        }
        Poll::Pending
    }
}
fn sleep(ms: u64) -> Sleep {
    Sleep(Instant::now() + Duration::from_millis(ms), false)
}
struct Pause(u64);
impl IntoFuture for Pause {
    type Output = &'static str;
    type IntoFuture = Pin<Box<dyn Future<Output = &'static str>>>;
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            sleep(self.0).await;
            "paused"
        })
    }
}
fn yield_now() -> impl Future<Output = ()> {
    let mut y = false;
    poll_fn(move |cx| {
        if y {
            Poll::Ready(())
        } else {
            y = true;
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    })
}
enum Either<A, B> {
    L(A),
    R(B),
}
async fn select<A: Future, B: Future>(a: A, b: B) -> Either<A::Output, B::Output> {
    let (mut a, mut b) = (pin!(a), pin!(b));
    poll_fn(|cx| {
        if let Poll::Ready(v) = a.as_mut().poll(cx) {
            return Poll::Ready(Either::L(v));
        }
        if let Poll::Ready(v) = b.as_mut().poll(cx) {
            return Poll::Ready(Either::R(v));
        }
        Poll::Pending
    })
    .await
}
async fn join_all<F: Future>(fs: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut fs: Vec<_> = fs.into_iter().map(|f| (Box::pin(f), None)).collect();
    poll_fn(move |cx| {
        let mut done = true;
        for (f, out) in fs.iter_mut() {
            if out.is_none() {
                match f.as_mut().poll(cx) {
                    Poll::Ready(v) => *out = Some(v),
                    Poll::Pending => done = false,
                }
            }
        }
        if done {
            Poll::Ready(fs.iter_mut().map(|(_, o)| o.take().unwrap()).collect())
        } else {
            Poll::Pending
        }
    })
    .await
}
struct Chan<T> {
    q: RefCell<VecDeque<T>>,
    w: Cell<Option<Waker>>,
    senders: Cell<usize>,
}
struct Tx<T>(Rc<Chan<T>>);
struct Rx<T>(Rc<Chan<T>>);
impl<T> Clone for Tx<T> {
    fn clone(&self) -> Self {
        self.0.senders.set(self.0.senders.get() + 1);
        Tx(self.0.clone())
    }
}
impl<T> Drop for Tx<T> {
    fn drop(&mut self) {
        self.0.senders.set(self.0.senders.get() - 1);
        if let Some(w) = self.0.w.take() {
            w.wake()
        }
    }
}
impl<T> Tx<T> {
    fn send(&self, t: T) {
        self.0.q.borrow_mut().push_back(t);
        if let Some(w) = self.0.w.take() {
            w.wake()
        }
    }
}
impl<T> Rx<T> {
    async fn recv(&mut self) -> Option<T> {
        poll_fn(|cx| match self.0.q.borrow_mut().pop_front() {
            Some(t) => Poll::Ready(Some(t)),
            None if self.0.senders.get() == 0 => Poll::Ready(None),
            None => {
                self.0.w.set(Some(cx.waker().clone()));
                Poll::Pending
            }
        })
        .await
    }
}
fn chan<T>() -> (Tx<T>, Rx<T>) {
    let c = Rc::new(Chan {
        q: RefCell::default(),
        w: Cell::default(),
        senders: Cell::new(1),
    });
    (Tx(c.clone()), Rx(c))
}
struct Countdown(u32);
impl Future for Countdown {
    type Output = &'static str;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.0 == 0 {
            Poll::Ready("liftoff")
        } else {
            println!("{}..", self.0);
            self.0 -= 1;
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    }
}
struct Twice<F>(F);
impl<F: Future + Unpin> Future for Twice<F> {
    type Output = (F::Output, u8);
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let v = ready!(Pin::new(&mut self.0).poll(cx));
        Poll::Ready((v, 2))
    }
}
fn main() {
    let n = Rc::new(AtomicUsize::new(0));
    let n2 = n.clone();
    println!(
        "{}",
        block_on(async move {
            let h = spawn(async move {
                for i in 0..3 {
                    println!("a{i}");
                    sleep(10).await;
                    n2.fetch_add(1, Relaxed);
                }
                "a done"
            });
            let (tx, mut rx) = chan();
            for i in 0..2 {
                let tx = tx.clone();
                spawn(async move {
                    for k in 0..2 {
                        sleep(7 + 5 * i).await;
                        tx.send((i, k));
                    }
                });
            }
            drop(tx);
            println!("{}", Countdown(2).await);
            while let Some(m) = rx.recv().await {
                println!("{m:?}");
            }
            match select(sleep(5), Pause(50).into_future()).await {
                Either::L(()) => println!("timeout"),
                Either::R(s) => println!("{s}"),
            }
            println!(
                "{} {:?}",
                Pause(3).await,
                Twice(Box::pin(async { 1 })).await
            );
            println!(
                "{:?}",
                join_all((1..=3).map(|i| async move {
                    for _ in 0..i {
                        yield_now().await
                    }
                    sleep(20 - i * 5).await;
                    i * i
                }))
                .await
            );
            h.await
        })
    );
    println!("{}", n.load(Relaxed));
}
