//! A gate that keeps the waker of everybody who waits, and wakes them all.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

#[derive(Default)]
struct Gate {
    is_open: bool,
    wakers: Vec<Waker>,
}

/// Ready when the gate is open.
struct Pass(Arc<Mutex<Gate>>);

impl Future for Pass {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut gate = self.0.lock().unwrap();
        if gate.is_open {
            return Poll::Ready(());
        }
        gate.wakers.push(cx.waker().clone());
        Poll::Pending
    }
}

fn open(gate: &Mutex<Gate>) {
    let mut gate = gate.lock().unwrap();
    gate.is_open = true;
    for waker in gate.wakers.drain(..) {
        waker.wake();
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let gate = Arc::new(Mutex::new(Gate::default()));
    let mut guests = JoinSet::new();
    for _ in 0..4 {
        guests.spawn(Pass(gate.clone()));
    }
    sleep(Duration::from_millis(100)).await;
    println!("the gate opens");
    open(&gate);

    let mut inside = 0;
    while !guests.is_empty() {
        match timeout(Duration::from_secs(1), guests.join_next()).await {
            Ok(_) => inside += 1,
            Err(_) => break,
        }
    }
    println!("inside: {inside}, outside: {}", guests.len());
}
