//! An async function, and the same thing written by hand.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures::channel::oneshot::{Receiver, channel};

async fn add(a: Receiver<u32>, b: Receiver<u32>) -> u32 {
    let x = a.await.unwrap_or(0);
    println!("  the first number is {x}");
    let y = b.await.unwrap_or(0);
    x + y
}

/// One variant for each place to wait, with the values that are needed afterwards.
enum Add {
    First(Receiver<u32>, Receiver<u32>),
    Second(u32, Receiver<u32>),
    Done,
}

impl Future for Add {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u32> {
        loop {
            // Taken out and put back, so that each arm owns its values.
            match std::mem::replace(&mut *self, Add::Done) {
                Add::First(mut a, b) => match Pin::new(&mut a).poll(cx) {
                    Poll::Pending => {
                        *self = Add::First(a, b);
                        return Poll::Pending;
                    }
                    Poll::Ready(x) => {
                        let x = x.unwrap_or(0);
                        println!("  the first number is {x}");
                        *self = Add::Second(x, b);
                    }
                },
                Add::Second(x, mut b) => match Pin::new(&mut b).poll(cx) {
                    Poll::Pending => {
                        *self = Add::Second(x, b);
                        return Poll::Pending;
                    }
                    Poll::Ready(y) => return Poll::Ready(x + y.unwrap_or(0)),
                },
                Add::Done => panic!("polled after it was ready"),
            }
        }
    }
}

fn drive<F: Future<Output = u32>>(make: impl FnOnce(Receiver<u32>, Receiver<u32>) -> F) {
    let ((send_a, a), (send_b, b)) = (channel(), channel());
    let mut future = Box::pin(make(a, b));
    let mut cx = Context::from_waker(Waker::noop());
    println!("{:?}", future.as_mut().poll(&mut cx));
    send_a.send(40).ok();
    println!("{:?}", future.as_mut().poll(&mut cx));
    send_b.send(2).ok();
    println!("{:?}", future.as_mut().poll(&mut cx));
}

fn main() {
    println!("written by the compiler");
    drive(add);
    println!("written by hand");
    drive(Add::First);
}
