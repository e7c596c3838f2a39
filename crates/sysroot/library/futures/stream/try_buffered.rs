//! Several futures of a stream of results at once: the first error ends all.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::adapters::pin;
use super::{FuturesOrdered, FuturesUnordered, Stream, TryStream};
use crate::future::TryFuture;

/// A future of a result, as a future that `FuturesOrdered` and `FuturesUnordered` take.
pub struct IntoFuture<Fut> {
    future: Fut,
}
impl<Fut: TryFuture> Future for IntoFuture<Fut> {
    type Output = Result<Fut::Ok, Fut::Error>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        unsafe { self.map_unchecked_mut(|this| &mut this.future) }.try_poll(cx)
    }
}

macro_rules! buffers {
    ($($Name:ident $Set:ident $push:ident;)*) => { $(
        #[must_use = "streams do nothing unless polled"]
        pub struct $Name<St: TryStream<Ok: TryFuture>> {
            stream: St,
            is_done: bool,
            running: $Set<IntoFuture<St::Ok>>,
            max: usize,
        }
        impl<St: TryStream<Ok: TryFuture>> $Name<St> {
            pub(super) fn new(stream: St, max: usize) -> Self {
                $Name { stream, is_done: false, running: $Set::new(), max }
            }
        }
        impl<St: TryStream<Ok: TryFuture<Error = <St as TryStream>::Error>>> Stream for $Name<St> {
            type Item = Result<<St::Ok as TryFuture>::Ok, <St as TryStream>::Error>;
            fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
                let this = unsafe { self.get_unchecked_mut() };
                while this.running.len() < this.max && !this.is_done {
                    match pin!(this.stream).try_poll_next(cx) {
                        Poll::Ready(Some(Ok(future))) => this.running.$push(IntoFuture { future }),
                        Poll::Ready(Some(Err(e))) => return Poll::Ready(Some(Err(e))),
                        Poll::Ready(None) => this.is_done = true,
                        Poll::Pending => break,
                    }
                }
                match Pin::new(&mut this.running).poll_next(cx) {
                    Poll::Ready(None) if !this.is_done => Poll::Pending,
                    other => other,
                }
            }
        }
    )* };
}
buffers! { TryBuffered FuturesOrdered push_back; TryBufferUnordered FuturesUnordered push; }

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct TryForEachConcurrent<St, Fut, F> {
    stream: Option<St>,
    f: F,
    running: FuturesUnordered<Fut>,
    limit: Option<usize>,
}
impl<St, Fut, F> TryForEachConcurrent<St, Fut, F> {
    pub(super) fn new(stream: St, limit: Option<usize>, f: F) -> Self {
        TryForEachConcurrent {
            stream: Some(stream),
            f,
            running: FuturesUnordered::new(),
            limit: limit.filter(|limit| *limit != 0),
        }
    }
    fn fail<E>(&mut self, error: E) -> Poll<Result<(), E>> {
        self.stream = None;
        self.running = FuturesUnordered::new();
        Poll::Ready(Err(error))
    }
}
impl<St, Fut, F> Future for TryForEachConcurrent<St, Fut, F>
where
    St: TryStream,
    Fut: Future<Output = Result<(), St::Error>>,
    F: FnMut(St::Ok) -> Fut,
{
    type Output = Result<(), St::Error>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            let mut progress = false;
            if this.limit.is_none_or(|limit| limit > this.running.len()) {
                let polled = match &mut this.stream {
                    Some(stream) => pin!(*stream).try_poll_next(cx),
                    None => Poll::Ready(None),
                };
                match polled {
                    Poll::Ready(Some(Ok(item))) => {
                        progress = true;
                        this.running.push((this.f)(item));
                    }
                    Poll::Ready(Some(Err(e))) => return this.fail(e),
                    Poll::Ready(None) => this.stream = None,
                    Poll::Pending => {}
                }
            }
            match Pin::new(&mut this.running).poll_next(cx) {
                Poll::Ready(Some(Ok(()))) => progress = true,
                Poll::Ready(Some(Err(e))) => return this.fail(e),
                Poll::Ready(None) if this.stream.is_none() => return Poll::Ready(Ok(())),
                _ => {}
            }
            if !progress {
                return Poll::Pending;
            }
        }
    }
}
