//! Futures written by hand, polled from an async function.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Ready at the second poll.
struct Step {
    number: u64,
    polled: bool,
}

impl Future for Step {
    type Output = u64;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u64> {
        if self.polled {
            return Poll::Ready(self.number);
        }
        self.polled = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

async fn sum(steps: u64) -> u64 {
    let mut total = 0;
    for number in 0..steps {
        // So that no compiler computes it beforehand.
        let number = std::hint::black_box(number);
        total += Step {
            number,
            polled: false,
        }
        .await;
    }
    total
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut cx) {
            return value;
        }
    }
}

pub fn kernel() -> u64 {
    block_on(sum(100_000))
}
