//! Wakes from other threads.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::waker_clone_wake,
    reason = "clones that are consumed are what is tested"
)]

use std::future::{Future, poll_fn};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::task::{Poll, Waker};
use std::thread;

use executor::{Config, LocalExecutor, spawn, yield_now};
use futures::channel::{mpsc as channel, oneshot};
use futures::{SinkExt, StreamExt};
use trace::{Kind, Limits, ThreadId, WakeCause};

#[test]
fn a_wake_from_a_thread_ends_the_wait() {
    let (sender, receiver) = oneshot::channel();
    let (waiting, is_waiting) = mpsc::channel();
    let thread = thread::spawn(move || {
        is_waiting.recv().unwrap();
        sender.send(9).unwrap();
    });
    let answer = LocalExecutor::new().block_on(async move {
        spawn(async move {
            waiting.send(()).unwrap();
            receiver.await.unwrap()
        })
        .await
        .unwrap()
    });
    assert_eq!(answer, 9);
    thread.join().unwrap();
}

/// Many wakes from many threads, each of which must be seen: what a lost one would leave is a hang.
#[test]
fn no_wake_is_lost() {
    const THREADS: usize = 4;
    const MESSAGES: usize = 5_000;
    let executor = LocalExecutor::new();
    let mut tasks = Vec::new();
    let mut threads = Vec::new();
    for _ in 0..THREADS {
        let (mut sender, mut receiver) = channel::channel::<usize>(1);
        tasks.push(executor.spawn(async move {
            let mut sum = 0;
            while let Some(number) = receiver.next().await {
                sum += number;
            }
            sum
        }));
        threads.push(thread::spawn(move || {
            LocalExecutor::new().block_on(async move {
                for number in 0..MESSAGES {
                    sender.send(number).await.unwrap();
                }
            });
        }));
    }
    for task in tasks {
        assert_eq!(executor.block_on(task).unwrap(), (0..MESSAGES).sum());
    }
    for thread in threads {
        thread.join().unwrap();
    }
}

/// Threads that only wake and clone, while tasks come and go: counts and slots must stay right.
#[test]
fn wakers_may_be_cloned_woken_and_dropped_anywhere() {
    let wakers: Arc<Mutex<Vec<Waker>>> = Arc::default();
    let over = Arc::new(AtomicBool::new(false));
    let threads: Vec<_> = (0..3)
        .map(|_| {
            let (wakers, over) = (wakers.clone(), over.clone());
            thread::spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let waker = wakers.lock().unwrap().pop();
                    if let Some(waker) = waker {
                        waker.clone().wake();
                        drop(waker.clone());
                        waker.wake();
                    }
                }
            })
        })
        .collect();
    /// Not `Send`, and it says on which thread it is dropped.
    struct Local(std::rc::Rc<()>, thread::ThreadId);
    impl Drop for Local {
        fn drop(&mut self) {
            assert_eq!(thread::current().id(), self.1);
            assert_eq!(std::rc::Rc::strong_count(&self.0), 1);
        }
    }
    let executor = LocalExecutor::new();
    for _ in 0..2_000 {
        let wakers = wakers.clone();
        let task = executor.spawn(async move {
            let output = Local(std::rc::Rc::default(), thread::current().id());
            let mut polls = 0;
            poll_fn(|cx| {
                polls += 1;
                wakers
                    .lock()
                    .unwrap()
                    .extend([cx.waker().clone(), cx.waker().clone()]);
                if polls < 3 {
                    Poll::Pending
                } else {
                    Poll::Ready(())
                }
            })
            .await;
            output
        });
        drop(executor.block_on(task).unwrap());
    }
    over.store(true, Ordering::Relaxed);
    threads
        .into_iter()
        .for_each(|thread| thread.join().unwrap());
    assert!(executor.is_empty());
}

#[test]
fn the_last_waker_may_be_dropped_elsewhere_after_everything() {
    struct Count(Arc<AtomicUsize>, std::rc::Rc<()>);
    impl Drop for Count {
        fn drop(&mut self) {
            self.0
                .fetch_add(std::rc::Rc::strong_count(&self.1), Ordering::Relaxed);
        }
    }
    let drops = Arc::new(AtomicUsize::new(0));
    let (send, wakers) = mpsc::channel();
    let executor = LocalExecutor::new();
    let held = Count(drops.clone(), std::rc::Rc::default());
    let handle = executor.spawn(async move {
        poll_fn(|cx| {
            send.send(cx.waker().clone()).unwrap();
            Poll::Ready(())
        })
        .await;
        held
    });
    executor.run_until_stalled();
    drop(executor);
    assert_eq!(drops.load(Ordering::Relaxed), 0);
    drop(handle);
    assert_eq!(drops.load(Ordering::Relaxed), 1);
    thread::spawn(move || wakers.iter().for_each(Waker::wake))
        .join()
        .unwrap();
    assert_eq!(drops.load(Ordering::Relaxed), 1);
}

#[test]
fn wakes_of_threads_are_recorded_with_the_thread() {
    let config = Config {
        record: Some(Limits::default()),
        ..Config::default()
    };
    let executor = LocalExecutor::with_config(config);
    let (sender, receiver) = oneshot::channel();
    let (waiting, is_waiting) = mpsc::channel();
    let thread = thread::spawn(move || {
        is_waiting.recv().unwrap();
        sender.send(()).unwrap();
    });
    executor.block_on(async move {
        let mut receiver = receiver;
        poll_fn(|cx| {
            let poll = std::pin::Pin::new(&mut receiver).poll(cx);
            let _ = waiting.send(());
            poll
        })
        .await
        .unwrap();
        yield_now().await;
    });
    thread.join().unwrap();
    let events = executor.with_recorder(|recorder| recorder.drain()).unwrap();
    let of_thread: Vec<_> = events
        .iter()
        .filter(|event| event.thread == ThreadId(2))
        .filter_map(|event| match event.kind {
            Kind::Wake { by, queued, .. } => Some((by, queued)),
            _ => None,
        })
        .collect();
    assert_eq!(of_thread, [(WakeCause::Thread(ThreadId(2)), true)]);
    assert!(events.is_sorted_by_key(|event| event.at));
}
