//! `Traced`: what is recorded of a future, in words.

use std::cell::RefCell;
use std::future::{Future, pending, poll_fn, ready};
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use trace::{Limits, Sink, Traced, Tracer};

struct Bench {
    tracer: Arc<Tracer>,
}

impl Bench {
    fn new() -> Self {
        Bench {
            tracer: Arc::new(Tracer::new(Limits::default(), || 0)),
        }
    }

    fn sink(&self) -> Arc<dyn Sink> {
        self.tracer.clone()
    }

    /// The recording, a line an event, without time and thread 1.
    #[track_caller]
    fn expect(&self, lines: &[&str]) {
        let events = self.tracer.with_recorder(|recorder| recorder.drain());
        let got: Vec<_> = events
            .iter()
            .map(|event| match event.thread.0 {
                1 => event.kind.to_string(),
                other => format!("({other}) {}", event.kind),
            })
            .collect();
        assert_eq!(got, lines);
    }
}

fn poll<F: Future>(future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn ready_at_once() {
    let bench = Bench::new();
    {
        let mut future = pin!(Traced::spawned(bench.sink(), "five", ready(5)));
        assert_eq!(poll(future.as_mut()), Poll::Ready(5));
    }
    bench.expect(&[
        "spawn task 1: five",
        "poll task 1",
        "poll end task 1: ready",
        "drop task 1: completed",
    ]);
}

#[test]
fn dropped_before_and_between_polls() {
    let bench = Bench::new();
    drop(Traced::spawned(bench.sink(), "", pending::<()>()));
    bench.expect(&["spawn task 1", "drop task 1: never polled"]);
    {
        let mut future = pin!(Traced::spawned(bench.sink(), "", pending::<()>()));
        assert!(poll(future.as_mut()).is_pending());
    }
    bench.expect(&[
        "spawn task 2",
        "poll task 2",
        "poll end task 2: pending",
        "drop task 2: cancelled",
    ]);
}

#[test]
fn children_are_named_by_who_polls_them_and_dropped_first() {
    let bench = Bench::new();
    let sink = bench.sink();
    {
        let outer = async move {
            Traced::child(sink, "inner", pending::<()>()).await;
        };
        let mut future = pin!(Traced::spawned(bench.sink(), "outer", outer));
        assert!(poll(future.as_mut()).is_pending());
    }
    bench.expect(&[
        "spawn task 1: outer",
        "poll task 1",
        "child task 2 by task 1: inner",
        "poll task 2",
        "poll end task 2: pending",
        "poll end task 1: pending",
        // The child's waker holds one of its parent.
        "waker of task 1 cloned",
        "drop task 2: cancelled",
        "waker of task 1 dropped",
        "drop task 1: cancelled",
    ]);
}

/// A future that keeps its waker where the test can use it.
fn keeps(kept: &Rc<RefCell<Vec<Waker>>>) -> impl Future<Output = ()> {
    let kept = kept.clone();
    poll_fn(move |cx| {
        kept.borrow_mut().push(cx.waker().clone());
        Poll::Pending
    })
}

#[test]
fn wakers_kept_woken_and_let_go() {
    let bench = Bench::new();
    let kept = Rc::default();
    let mut future = Box::pin(Traced::spawned(bench.sink(), "", keeps(&kept)));
    assert!(poll(future.as_mut()).is_pending());
    bench.expect(&[
        "spawn task 1",
        "poll task 1",
        "poll end task 1: pending",
        "waker of task 1 cloned",
    ]);
    let waker = kept.borrow_mut().pop().unwrap();
    waker.wake_by_ref();
    waker.wake();
    bench.expect(&[
        "wake task 1 by thread 1",
        "wake task 1 by thread 1 (no effect)",
        "waker of task 1 dropped",
    ]);
    assert!(poll(future.as_mut()).is_pending());
    kept.borrow_mut().clear();
    drop(future);
    bench.expect(&[
        "poll task 1",
        "poll end task 1: pending",
        "waker of task 1 cloned",
        "waker of task 1 dropped",
        "drop task 1: cancelled",
    ]);
}

#[test]
fn a_wake_after_the_end_has_no_effect() {
    let bench = Bench::new();
    let kept = Rc::default();
    let mut future = Box::pin(Traced::spawned(bench.sink(), "", keeps(&kept)));
    assert!(poll(future.as_mut()).is_pending());
    drop(future);
    kept.borrow_mut().pop().unwrap().wake();
    let events = bench.tracer.with_recorder(|recorder| recorder.drain());
    let last: Vec<_> = events
        .iter()
        .rev()
        .take(3)
        .map(|event| event.kind.to_string())
        .collect();
    assert_eq!(
        last,
        [
            "waker of task 1 dropped",
            "wake task 1 by thread 1 (no effect)",
            "drop task 1: cancelled"
        ]
    );
}

#[test]
fn who_wakes_is_told() {
    let bench = Bench::new();
    let kept: Rc<RefCell<Vec<Waker>>> = Rc::default();
    let mut woken = Box::pin(Traced::spawned(bench.sink(), "", keeps(&kept)));
    assert!(poll(woken.as_mut()).is_pending());
    let waker = kept.borrow_mut().pop().unwrap();
    let mut wakes = Box::pin(Traced::spawned(bench.sink(), "", async {
        waker.wake_by_ref();
        poll_fn(|cx| {
            cx.waker().wake_by_ref();
            Poll::<()>::Pending
        })
        .await;
    }));
    bench.tracer.with_recorder(|recorder| recorder.drain());
    assert!(poll(wakes.as_mut()).is_pending());
    bench.expect(&[
        "poll task 2",
        "wake task 1 by task 2",
        "wake task 2 by itself",
        "poll end task 2: pending",
    ]);
    assert!(poll(woken.as_mut()).is_pending());
    bench.tracer.with_recorder(|recorder| recorder.drain());
    let waker = kept.borrow_mut().pop().unwrap();
    std::thread::spawn(move || waker.wake()).join().unwrap();
    bench.expect(&["(2) wake task 1 by thread 2", "(2) waker of task 1 dropped"]);
}

#[test]
fn a_panic_ends_the_poll() {
    let bench = Bench::new();
    let mut future = Box::pin(Traced::spawned(bench.sink(), "", async {
        if true {
            panic!("on purpose")
        }
    }));
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _: Poll<()> = poll(future.as_mut());
    }));
    assert!(caught.is_err());
    drop(future);
    bench.expect(&[
        "spawn task 1",
        "poll task 1",
        "panic in task 1",
        "poll end task 1: panicked",
        "drop task 1: cancelled",
    ]);
    assert_eq!(trace::current_task(), None);
}
