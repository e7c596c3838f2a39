//! The `trpl` crate, version 0.3, of The Rust Programming Language's chapter on async: what it takes from
//! tokio and futures, under its own names. A page is fetched over plain HTTP, and read no further than the book does.

mod html;
mod http;

use std::future::Future;
use std::pin::pin;

pub use futures::{
    future::{Either, join, join_all, join3},
    join,
};
pub use html::{ElementRef, Html};
pub use http::{Response, get};
pub use tokio::{
    fs::read_to_string,
    runtime::Runtime,
    sync::mpsc::{UnboundedReceiver as Receiver, UnboundedSender as Sender, unbounded_channel as channel},
    task::{JoinHandle, spawn as spawn_task, yield_now},
    time::{interval, sleep},
};
pub use tokio_stream::{
    Stream, StreamExt, iter as stream_from_iter,
    wrappers::{IntervalStream, UnboundedReceiverStream as ReceiverStream},
};

pub fn block_on<F: Future>(future: F) -> F::Output {
    let rt = Runtime::new().unwrap();
    rt.block_on(future)
}
/// The name that the book's first editions gave to `block_on`.
pub fn run<F: Future>(future: F) -> F::Output {
    block_on(future)
}

/// The output of whichever is ready first.
pub async fn select<A, B, F1, F2>(f1: F1, f2: F2) -> Either<A, B>
where
    F1: Future<Output = A>,
    F2: Future<Output = B>,
{
    let f1 = pin!(f1);
    let f2 = pin!(f2);
    match futures::future::select(f1, f2).await {
        Either::Left((a, _f2)) => Either::Left(a),
        Either::Right((b, _f1)) => Either::Right(b),
    }
}
/// The name that the book's first editions gave to `select`.
pub async fn race<A, B, F1, F2>(f1: F1, f2: F2) -> Either<A, B>
where
    F1: Future<Output = A>,
    F2: Future<Output = B>,
{
    select(f1, f2).await
}
