//! What `LocalExecutor` promises: outputs, order, abort, panics, drops.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::waker_clone_wake,
    reason = "clones that are consumed are what is tested"
)]

use std::cell::{Cell, RefCell};
use std::future::{Future, pending, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use executor::{
    Clock, Config, JoinError, JoinHandle, LocalExecutor, Policy, VirtualClock, sleep, spawn,
    yield_now,
};

fn virtual_time() -> (LocalExecutor, VirtualClock) {
    let clock = VirtualClock::new();
    (
        LocalExecutor::with_config(Config {
            clock: Rc::new(clock.clone()),
            ..Config::default()
        }),
        clock,
    )
}

/// Lines that tasks and destructors write in the order in which they run.
#[derive(Clone, Default)]
struct Log(Rc<RefCell<Vec<String>>>);

impl Log {
    fn add(&self, line: impl Into<String>) {
        self.0.borrow_mut().push(line.into());
    }

    fn lines(&self) -> Vec<String> {
        self.0.borrow().clone()
    }

    fn on_drop(&self, line: &'static str) -> OnDrop {
        OnDrop(self.clone(), line)
    }
}

struct OnDrop(Log, &'static str);

impl Drop for OnDrop {
    fn drop(&mut self) {
        self.0.add(self.1);
    }
}

#[test]
fn tasks_give_their_outputs() {
    let executor = LocalExecutor::new();
    let text = executor.spawn(async { String::from("done") });
    assert!(!text.is_finished());
    assert_eq!(executor.block_on(async { text.await.unwrap() }), "done");
    assert!(executor.is_empty());
}

#[test]
fn block_on_takes_futures_that_borrow() {
    let mut numbers = vec![1, 2];
    LocalExecutor::new().block_on(async {
        yield_now().await;
        numbers.push(3);
    });
    assert_eq!(numbers, [1, 2, 3]);
}

#[test]
fn ready_tasks_take_turns_in_the_order_of_their_wakes() {
    let executor = LocalExecutor::new();
    let log = Log::default();
    for name in ["a", "b", "c"] {
        let log = log.clone();
        executor.spawn(async move {
            for turn in 0..3 {
                log.add(format!("{name}{turn}"));
                yield_now().await;
            }
        });
    }
    executor.run_until_stalled();
    assert_eq!(
        log.lines(),
        ["a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2"]
    );
}

#[test]
fn a_seed_changes_the_order_and_repeats_it() {
    let order = |seed| {
        let config = Config {
            policy: Policy {
                seed,
                ..Policy::default()
            },
            ..Config::default()
        };
        let executor = LocalExecutor::with_config(config);
        let log = Log::default();
        for name in ["a", "b", "c", "d"] {
            let log = log.clone();
            executor.spawn(async move { log.add(name) });
        }
        executor.run_until_stalled();
        log.lines()
    };
    assert_eq!(order(0), ["a", "b", "c", "d"]);
    assert!((1..20).any(|seed| order(seed) != order(0)));
    assert!((1..20).all(|seed| order(seed) == order(seed)));
}

#[test]
#[allow(
    clippy::async_yields_async,
    reason = "the handle outlives the first block_on"
)]
fn tasks_spawn_tasks_and_outlive_block_on() {
    let executor = LocalExecutor::new();
    let inner: JoinHandle<i32> = executor.block_on(async {
        spawn(async {
            yield_now().await;
            7
        })
    });
    assert_eq!(executor.len(), 1);
    assert_eq!(executor.block_on(inner).unwrap(), 7);
}

#[test]
fn timers_fire_by_due_time_and_equal_ones_in_order() {
    let (executor, clock) = virtual_time();
    let log = Log::default();
    for (name, millis) in [("c", 30), ("a", 10), ("b1", 20), ("b2", 20)] {
        let (log, clock) = (log.clone(), clock.clone());
        executor.spawn(async move {
            sleep(Duration::from_millis(millis)).await;
            log.add(format!("{name} at {}", clock.now() / 1_000_000));
        });
    }
    executor.block_on(sleep(Duration::from_millis(100)));
    assert_eq!(log.lines(), ["a at 10", "b1 at 20", "b2 at 20", "c at 30"]);
    assert_eq!(clock.now(), 100_000_000);
}

#[test]
fn run_until_stalled_fires_what_is_due_and_does_not_jump() {
    let (executor, clock) = virtual_time();
    let task = executor.spawn(sleep(Duration::from_millis(10)));
    executor.run_until_stalled();
    assert!(!task.is_finished());
    assert_eq!((clock.now(), executor.next_timer()), (0, Some(10_000_000)));
    clock.advance(10_000_000);
    executor.run_until_stalled();
    assert!(task.is_finished());
}

#[test]
fn a_dropped_sleep_takes_its_timer_along() {
    let (executor, clock) = virtual_time();
    let task = executor.spawn(sleep(Duration::from_secs(1000)));
    executor.run_until_stalled();
    assert!(executor.next_timer().is_some());
    task.abort();
    assert_eq!(executor.next_timer(), None);
    executor.block_on(sleep(Duration::from_secs(1)));
    assert_eq!(clock.now(), 1_000_000_000);
}

#[test]
fn a_busy_task_does_not_hold_up_timers() {
    let executor = LocalExecutor::new();
    let done = Rc::new(Cell::new(false));
    let busy = executor.spawn({
        let done = done.clone();
        async move {
            while !done.get() {
                yield_now().await;
            }
        }
    });
    executor.block_on(async {
        sleep(Duration::from_millis(2)).await;
        done.set(true);
        busy.await.unwrap();
    });
}

#[test]
fn wakes_before_the_poll_are_one() {
    let executor = LocalExecutor::new();
    let (polls, waker) = (Rc::new(Cell::new(0)), Rc::new(RefCell::new(None)));
    executor.spawn({
        let (polls, waker) = (polls.clone(), waker.clone());
        poll_fn(move |cx| {
            polls.set(polls.get() + 1);
            *waker.borrow_mut() = Some(cx.waker().clone());
            Poll::<()>::Pending
        })
    });
    executor.run_until_stalled();
    let waker: Waker = waker.take().unwrap();
    for _ in 0..5 {
        waker.wake_by_ref();
    }
    executor.block_on(async { waker.wake_by_ref() });
    executor.run_until_stalled();
    assert_eq!(polls.get(), 2);
}

#[test]
fn a_task_that_wakes_itself_is_polled_again() {
    let executor = LocalExecutor::new();
    let mut left = 1000;
    executor.block_on(poll_fn(|cx| {
        left -= 1;
        cx.waker().wake_by_ref();
        cx.waker().clone().wake();
        if left == 0 {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }));
}

#[test]
fn a_waker_outlives_its_task_and_its_executor() {
    let executor = LocalExecutor::new();
    let waker = executor.block_on(async {
        spawn(poll_fn(|cx| Poll::Ready(cx.waker().clone())))
            .await
            .unwrap()
    });
    waker.wake_by_ref();
    // The slot is used again: the old waker must not wake the new task.
    let polls = Rc::new(Cell::new(0));
    executor.spawn({
        let polls = polls.clone();
        poll_fn(move |_| {
            polls.set(polls.get() + 1);
            Poll::<()>::Pending
        })
    });
    executor.run_until_stalled();
    waker.wake_by_ref();
    executor.run_until_stalled();
    assert_eq!(polls.get(), 1);
    drop(executor);
    waker.wake_by_ref();
    waker.clone().wake();
}

#[test]
fn abort_drops_a_queued_a_waiting_and_a_finished_task() {
    let executor = LocalExecutor::new();
    let log = Log::default();
    let (a, b) = (
        log.on_drop("queued dropped"),
        log.on_drop("waiting dropped"),
    );
    let queued = executor.spawn(async move { drop(a) });
    queued.abort();
    assert_eq!(log.lines(), ["queued dropped"]);
    let waiting = executor.spawn(async move {
        pending::<()>().await;
        drop(b);
    });
    executor.run_until_stalled();
    waiting.abort();
    waiting.abort();
    assert_eq!(log.lines(), ["queued dropped", "waiting dropped"]);
    let finished = executor.spawn(async { 5 });
    executor.run_until_stalled();
    finished.abort();
    executor.block_on(async {
        assert!(matches!(queued.await, Err(JoinError::Aborted)));
        assert!(matches!(waiting.await, Err(JoinError::Aborted)));
        assert_eq!(finished.await.unwrap(), 5);
    });
}

#[test]
fn abort_wakes_who_waits_for_the_output() {
    let executor = LocalExecutor::new();
    let task = Rc::new(executor.spawn(pending::<()>()));
    let aborter = executor.spawn({
        let task = task.clone();
        async move { task.abort() }
    });
    executor.block_on(aborter).unwrap();
    let task = Rc::into_inner(task).unwrap();
    assert!(matches!(executor.block_on(task), Err(JoinError::Aborted)));
}

/// A slot for a task's own handle.
type Own<T> = Rc<RefCell<Option<JoinHandle<T>>>>;

#[test]
fn a_task_aborts_itself_after_its_poll() {
    let executor = LocalExecutor::new();
    let (own, log): (Own<()>, _) = (Rc::default(), Log::default());
    let handle = executor.spawn({
        let (own, log, guard) = (own.clone(), log.clone(), log.on_drop("dropped"));
        async move {
            own.borrow().as_ref().unwrap().abort();
            log.add("still running");
            yield_now().await;
            log.add("never reached");
            drop(guard);
        }
    });
    *own.borrow_mut() = Some(handle);
    executor.run_until_stalled();
    assert_eq!(log.lines(), ["still running", "dropped"]);
    let handle = own.take().unwrap();
    assert!(matches!(executor.block_on(handle), Err(JoinError::Aborted)));
}

#[test]
fn a_task_that_aborts_itself_and_is_ready_has_its_output() {
    let executor = LocalExecutor::new();
    let own: Own<i32> = Rc::default();
    let handle = executor.spawn({
        let own = own.clone();
        async move {
            own.borrow().as_ref().unwrap().abort();
            3
        }
    });
    *own.borrow_mut() = Some(handle);
    executor.run_until_stalled();
    let handle = own.take().unwrap();
    assert_eq!(executor.block_on(handle).unwrap(), 3);
}

#[test]
fn a_task_may_hold_and_drop_its_own_handle() {
    let executor = LocalExecutor::new();
    let (own, log): (Own<OnDrop>, _) = (Rc::default(), Log::default());
    let handle = executor.spawn({
        let (own, output) = (own.clone(), log.on_drop("output dropped"));
        async move {
            let handle = own.take();
            yield_now().await;
            drop(handle);
            output
        }
    });
    *own.borrow_mut() = Some(handle);
    executor.run_until_stalled();
    assert_eq!(log.lines(), ["output dropped"]);
}

/// The handle is dropped by the destructor of the future, in the midst of the task's end.
#[test]
fn a_future_may_drop_its_own_handle_in_its_destructor() {
    for abort in [false, true] {
        struct Holds(Own<OnDrop>, Option<OnDrop>, bool);
        impl Future for Holds {
            type Output = OnDrop;
            fn poll(mut self: Pin<&mut Self>, _: &mut Context) -> Poll<OnDrop> {
                if self.2 {
                    Poll::Pending
                } else {
                    Poll::Ready(self.1.take().unwrap())
                }
            }
        }
        impl Drop for Holds {
            fn drop(&mut self) {
                drop(self.0.take());
            }
        }
        let executor = LocalExecutor::new();
        let (own, log): (Own<OnDrop>, _) = (Rc::default(), Log::default());
        let handle = executor.spawn(Holds(
            own.clone(),
            Some(log.on_drop("output dropped")),
            abort,
        ));
        *own.borrow_mut() = Some(handle);
        executor.run_until_stalled();
        drop(executor);
        assert_eq!(log.lines(), ["output dropped"]);
        assert!(own.borrow().is_none());
    }
}

#[test]
fn a_panic_reaches_the_handle_and_nobody_else() {
    let executor = LocalExecutor::new();
    let log = Log::default();
    let guard = log.on_drop("dropped by the panic");
    let bad = executor.spawn(async move {
        let _guard = guard;
        yield_now().await;
        let number = 41;
        panic!("not {number}");
    });
    let good = executor.spawn(async { 42 });
    executor.block_on(async {
        let error = bad.await.unwrap_err();
        assert_eq!(error.panic_message(), Some("not 41"));
        assert_eq!(error.to_string(), "the task panicked: not 41");
        assert_eq!(good.await.unwrap(), 42);
    });
    assert_eq!(log.lines(), ["dropped by the panic"]);
}

#[test]
fn a_destructor_that_panics_is_a_panic_of_the_task() {
    struct Bad;
    impl Drop for Bad {
        fn drop(&mut self) {
            panic!("in drop");
        }
    }
    impl Future for Bad {
        type Output = ();
        fn poll(self: Pin<&mut Self>, _: &mut Context) -> Poll<()> {
            Poll::Pending
        }
    }
    let executor = LocalExecutor::new();
    let task = executor.spawn(Bad);
    executor.run_until_stalled();
    task.abort();
    let error = executor.block_on(task).unwrap_err();
    assert_eq!(error.panic_message(), Some("in drop"));
}

#[test]
fn a_panic_of_the_root_leaves_the_executor_usable() {
    let executor = LocalExecutor::new();
    let task = executor.spawn(async { 1 });
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        executor.block_on(async { panic!("root") })
    }));
    assert!(result.is_err());
    assert_eq!(executor.block_on(task).unwrap(), 1);
    assert!(executor.is_empty());
}

#[test]
#[should_panic = "already running"]
fn block_on_within_block_on_is_refused() {
    LocalExecutor::new().block_on(async { LocalExecutor::new().block_on(async {}) });
}

#[test]
fn the_output_nobody_wants_is_dropped_at_once() {
    let executor = LocalExecutor::new();
    let log = Log::default();
    let (a, b) = (log.on_drop("detached"), log.on_drop("kept"));
    drop(executor.spawn(async move { a }));
    let handle = executor.spawn(async move { b });
    executor.run_until_stalled();
    assert_eq!(log.lines(), ["detached"]);
    drop(handle);
    assert_eq!(log.lines(), ["detached", "kept"]);
}

#[test]
fn dropping_the_executor_drops_its_futures_in_order() {
    let executor = LocalExecutor::new();
    let log = Log::default();
    let mut handles = Vec::new();
    for name in ["first", "second", "third"] {
        let guard = log.on_drop(name);
        handles.push(executor.spawn(async move {
            pending::<()>().await;
            drop(guard);
        }));
    }
    executor.run_until_stalled();
    drop(executor);
    assert_eq!(log.lines(), ["first", "second", "third"]);
    let other = LocalExecutor::new();
    for handle in handles {
        assert!(matches!(other.block_on(handle), Err(JoinError::Aborted)));
    }
}

#[test]
fn a_destructor_may_spawn_while_the_executor_is_dropped() {
    struct Spawns(Log);
    impl Drop for Spawns {
        fn drop(&mut self) {
            let guard = self.0.on_drop("spawned and dropped");
            let handle = spawn(async move { drop(guard) });
            assert!(handle.is_finished());
        }
    }
    let executor = LocalExecutor::new();
    let log = Log::default();
    let guard = Spawns(log.clone());
    executor.spawn(async move {
        pending::<()>().await;
        drop(guard);
    });
    drop(executor);
    assert_eq!(log.lines(), ["spawned and dropped"]);
}
