//! Exercise: a channel for one value, whose receiver is never told that the value has come.

use std::pin::Pin;
use std::process;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use futures::executor::block_on;

/// What sender and receiver have in common.
struct Slot {
    value: Option<u32>,
}

struct Sender(Arc<Mutex<Slot>>);

struct Receiver(Arc<Mutex<Slot>>);

fn channel() -> (Sender, Receiver) {
    let slot = Arc::new(Mutex::new(Slot { value: None }));
    (Sender(slot.clone()), Receiver(slot))
}

impl Sender {
    fn send(self, value: u32) {
        let mut slot = self.0.lock().unwrap();
        slot.value = Some(value);
    }
}

impl Future for Receiver {
    type Output = u32;

    fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<u32> {
        let mut slot = self.0.lock().unwrap();
        match slot.value.take() {
            Some(value) => Poll::Ready(value),
            None => Poll::Pending,
        }
    }
}

fn main() {
    // Somebody who ends the program if nothing happens any more.
    thread::spawn(|| {
        thread::sleep(Duration::from_secs(1));
        println!("a second has passed, and nobody has polled");
        process::exit(1);
    });

    let (sender, receiver) = channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(200));
        println!("sending 42");
        sender.send(42);
    });
    println!("waiting");
    let value = block_on(receiver);
    println!("received {value}");
}
