//! Each poll brings a waker; the last one is the one to wake.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use futures::channel::oneshot;

/// A waker that only says that it was called.
struct Bell(&'static str);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        println!("  the {} bell rings", self.0);
    }
}

fn bell(place: &'static str) -> Waker {
    Waker::from(Arc::new(Bell(place)))
}

fn main() {
    let (send, letter) = oneshot::channel::<&str>();
    let mut reader = pin!(async { letter.await.unwrap_or("no letter") });
    let (kitchen, garden) = (bell("kitchen"), bell("garden"));

    println!("polled from the kitchen");
    let answer = reader.as_mut().poll(&mut Context::from_waker(&kitchen));
    println!("{answer:?}");

    println!("polled from the garden");
    let answer = reader.as_mut().poll(&mut Context::from_waker(&garden));
    println!("{answer:?}");

    println!("the letter comes");
    send.send("good news").ok();

    println!("polled again");
    let answer = reader.as_mut().poll(&mut Context::from_waker(&garden));
    println!("{answer:?}");
}
