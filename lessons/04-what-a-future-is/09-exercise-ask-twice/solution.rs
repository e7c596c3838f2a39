//! A future that is asked in passing, then awaited: it keeps the waker of its latest poll.

use std::pin::Pin;
use std::process;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use futures::FutureExt;
use futures::executor::block_on;

#[derive(Default)]
struct Mailbox {
    letter: Option<&'static str>,
    waker: Option<Waker>,
}

struct Letter(Arc<Mutex<Mailbox>>);

impl Future for Letter {
    type Output = &'static str;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        let mut mailbox = self.0.lock().unwrap();
        if let Some(letter) = mailbox.letter.take() {
            return Poll::Ready(letter);
        }
        mailbox.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

/// A letter that is brought after 200 ms.
fn letter() -> Letter {
    let mailbox = Arc::new(Mutex::new(Mailbox::default()));
    let for_thread = mailbox.clone();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(200));
        println!("the letter is brought");
        let mut mailbox = for_thread.lock().unwrap();
        mailbox.letter = Some("good news");
        if let Some(waker) = mailbox.waker.take() {
            waker.wake();
        }
    });
    Letter(mailbox)
}

fn main() {
    // Somebody who ends the program if nothing happens any more.
    thread::spawn(|| {
        thread::sleep(Duration::from_secs(1));
        println!("a second has passed, and nobody has polled");
        process::exit(1);
    });

    let mut letter = letter();
    // A single poll, with a waker that does nothing.
    match (&mut letter).now_or_never() {
        Some(text) => println!("here already: {text}"),
        None => println!("not yet"),
    }
    println!("read: {}", block_on(letter));
}
