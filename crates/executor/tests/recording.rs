//! What a recording says, line by line, under a virtual clock.
#![cfg(not(target_arch = "wasm32"))]

use std::future::pending;
use std::rc::Rc;
use std::time::Duration;

use executor::{Config, LocalExecutor, VirtualClock, sleep, spawn, spawn_named, yield_now};
use trace::{Limits, Traced};

/// Runs `main` and compares the recording with a file; `UPDATE_EXPECT=1` writes it anew.
fn check(file: &str, main: impl AsyncFnOnce(&LocalExecutor)) {
    let config = Config {
        clock: Rc::new(VirtualClock::new()),
        record: Some(Limits::default()),
        ..Config::default()
    };
    let executor = LocalExecutor::with_config(config);
    executor.block_on(main(&executor));
    let events = executor.with_recorder(|recorder| recorder.drain()).unwrap();
    expect_test::expect_file![format!("{}/tests/{file}.trace", env!("CARGO_MANIFEST_DIR"))]
        .assert_eq(&trace::text::list(&events, &[]).to_string());
}

#[test]
fn sleeping() {
    check("sleep", async |_| {
        spawn(sleep(Duration::from_millis(5))).await.unwrap()
    });
}

#[test]
fn yielding_in_turns() {
    check("yield", async |_| {
        let (a, b) = (spawn_named("a", yield_now()), spawn_named("b", yield_now()));
        a.await.unwrap();
        b.await.unwrap();
    });
}

#[test]
fn aborting_and_panicking() {
    check("abort", async |_| {
        let never_polled = spawn_named("never polled", pending::<()>());
        never_polled.abort();
        let cancelled = spawn_named("cancelled", pending::<()>());
        let panics = spawn_named("panics", async { panic!("as it should") });
        yield_now().await;
        cancelled.abort();
        assert!(panics.await.is_err());
    });
}

#[test]
fn children_are_recorded_beside_their_tasks() {
    check("children", async |executor| {
        let sink = executor.sink();
        let one = Traced::child(sink.clone(), "one", sleep(Duration::from_millis(1)));
        let two = Traced::child(sink, "two", sleep(Duration::from_millis(2)));
        futures::join!(one, two);
    });
}
