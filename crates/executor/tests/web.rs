//! Real futures in the browser (or in Node): the executor under JavaScript's event loop.
#![cfg(target_arch = "wasm32")]

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use executor::browser::Driver;
use executor::{Clock, Config, LocalExecutor, RealClock, VirtualClock, sleep, spawn, yield_now};
use futures::channel::oneshot;
use trace::{Kind, Limits};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn block_on_runs_what_needs_no_waiting() {
    let clock = VirtualClock::new();
    let executor = LocalExecutor::with_config(Config {
        clock: Rc::new(clock.clone()),
        ..Config::default()
    });
    let sum = executor.block_on(async {
        let a = spawn(async {
            sleep(Duration::from_secs(3600)).await;
            1
        });
        let b = spawn(async {
            yield_now().await;
            2
        });
        a.await.unwrap() + b.await.unwrap()
    });
    assert_eq!(sum, 3);
    assert_eq!(clock.now(), 3_600_000_000_000);
}

#[wasm_bindgen_test]
async fn a_driver_runs_tasks_and_timers() {
    let driver = Driver::new(LocalExecutor::new());
    let (sender, receiver) = oneshot::channel();
    let clock = RealClock::new();
    driver.spawn(async move {
        let first = spawn(async {
            sleep(Duration::from_millis(30)).await;
            1
        });
        let second = spawn(async {
            sleep(Duration::from_millis(10)).await;
            2
        });
        sender
            .send(first.await.unwrap() + second.await.unwrap())
            .unwrap();
    });
    assert_eq!(receiver.await, Ok(3));
    assert!(clock.now() >= 29_000_000, "only {} ns went by", clock.now());
}

#[wasm_bindgen_test]
async fn a_task_is_not_polled_before_spawn_returns() {
    let driver = Driver::new(LocalExecutor::new());
    let polled = Rc::new(Cell::new(false));
    let (sender, receiver) = oneshot::channel();
    driver.spawn({
        let polled = polled.clone();
        async move {
            polled.set(true);
            sender.send(()).unwrap();
        }
    });
    assert!(!polled.get());
    receiver.await.unwrap();
    assert!(polled.get());
}

/// The wake comes from JavaScript's side of the event loop, while the executor is not running.
#[wasm_bindgen_test]
async fn a_wake_from_outside_schedules_a_turn() {
    let driver = Driver::new(LocalExecutor::new());
    let kept: Rc<RefCell<Option<Waker>>> = Rc::default();
    let open = Rc::new(Cell::new(false));
    let (sender, receiver) = oneshot::channel();
    driver.spawn({
        let (kept, open) = (kept.clone(), open.clone());
        async move {
            poll_fn(|cx| {
                if open.get() {
                    return Poll::Ready(());
                }
                *kept.borrow_mut() = Some(cx.waker().clone());
                Poll::Pending
            })
            .await;
            sender.send(()).unwrap();
        }
    });
    while kept.borrow().is_none() {
        turn_of_the_page().await;
    }
    open.set(true);
    let waker = kept.borrow_mut().take().unwrap();
    waker.wake();
    receiver.await.unwrap();
}

/// A task that is always ready leaves the page its turns.
#[wasm_bindgen_test]
async fn a_busy_task_does_not_freeze_the_page() {
    let driver = Driver::new(LocalExecutor::new());
    let stop = Rc::new(Cell::new(false));
    let task = driver.spawn({
        let stop = stop.clone();
        async move {
            let mut yields = 0u64;
            while !stop.get() {
                yield_now().await;
                yields += 1;
            }
            yields
        }
    });
    for _ in 0..3 {
        turn_of_the_page().await;
    }
    stop.set(true);
    while !task.is_finished() {
        turn_of_the_page().await;
    }
    assert!(task.await.unwrap() > 0);
}

#[wasm_bindgen_test]
async fn dropping_the_driver_drops_its_tasks() {
    let driver = Driver::new(LocalExecutor::new());
    let alive = Rc::new(());
    let held = alive.clone();
    driver.spawn(async move {
        sleep(Duration::from_millis(1)).await;
        drop(held);
    });
    turn_of_the_page().await;
    drop(driver);
    assert_eq!(Rc::strong_count(&alive), 1);
    // The timeout that is still set finds nothing to do.
    turn_of_the_page().await;
}

#[wasm_bindgen_test]
fn the_recording_is_that_of_every_other_platform() {
    let config = Config {
        clock: Rc::new(VirtualClock::new()),
        record: Some(Limits::default()),
        ..Config::default()
    };
    let executor = LocalExecutor::with_config(config);
    executor.block_on(async {
        spawn(sleep(Duration::from_millis(5))).await.unwrap();
    });
    let events = executor.with_recorder(|recorder| recorder.drain()).unwrap();
    assert_eq!(
        trace::text::list(&events, &[]).to_string(),
        include_str!("sleep.trace")
    );
    assert!(events.iter().any(|event| matches!(
        event.kind,
        Kind::Idle {
            until: Some(5_000_000)
        }
    )));
}

/// Comes back in a later turn of the event loop, by a timeout of JavaScript.
async fn turn_of_the_page() {
    let (sender, receiver) = oneshot::channel();
    let driver = Driver::new(LocalExecutor::new());
    driver.spawn(async move {
        sleep(Duration::from_millis(2)).await;
        sender.send(()).unwrap();
    });
    receiver.await.unwrap();
}
