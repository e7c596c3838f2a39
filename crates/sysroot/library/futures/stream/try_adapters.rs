//! Streams of results whose items another future decides about.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::adapters::{pin, ready};
use super::{Stream, TryStream};
use crate::future::TryFuture;

macro_rules! adapters {
    ($($Name:ident)*) => { $(
        #[must_use = "streams do nothing unless polled"]
        pub struct $Name<St, Fut, F> {
            stream: St,
            future: Option<Fut>,
            f: F,
        }
        impl<St, Fut, F> $Name<St, Fut, F> {
            pub(super) fn new(stream: St, f: F) -> Self {
                $Name { stream, future: None, f }
            }
        }
    )* };
}
adapters! { AndThen TryFilterMap }

impl<St, Fut, F> Stream for AndThen<St, Fut, F>
where
    St: TryStream,
    F: FnMut(St::Ok) -> Fut,
    Fut: TryFuture<Error = St::Error>,
{
    type Item = Result<Fut::Ok, St::Error>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.future {
                let item = ready!(pin!(*future).try_poll(cx));
                this.future = None;
                return Poll::Ready(Some(item));
            }
            match ready!(pin!(this.stream).try_poll_next(cx)) {
                Some(Ok(item)) => this.future = Some((this.f)(item)),
                Some(Err(e)) => return Poll::Ready(Some(Err(e))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<St, Fut, F, T> Stream for TryFilterMap<St, Fut, F>
where
    St: TryStream,
    F: FnMut(St::Ok) -> Fut,
    Fut: TryFuture<Ok = Option<T>, Error = St::Error>,
{
    type Item = Result<T, St::Error>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.future {
                let item = ready!(pin!(*future).try_poll(cx));
                this.future = None;
                match item {
                    Ok(Some(item)) => return Poll::Ready(Some(Ok(item))),
                    Ok(None) => {}
                    Err(e) => return Poll::Ready(Some(Err(e))),
                }
            }
            match ready!(pin!(this.stream).try_poll_next(cx)) {
                Some(Ok(item)) => this.future = Some((this.f)(item)),
                Some(Err(e)) => return Poll::Ready(Some(Err(e))),
                None => return Poll::Ready(None),
            }
        }
    }
}

#[must_use = "streams do nothing unless polled"]
pub struct TryFilter<St: TryStream, Fut, F> {
    stream: St,
    future: Option<Fut>,
    item: Option<St::Ok>,
    f: F,
}
impl<St: TryStream, Fut, F> TryFilter<St, Fut, F> {
    pub(super) fn new(stream: St, f: F) -> Self {
        TryFilter {
            stream,
            future: None,
            item: None,
            f,
        }
    }
}
impl<St, Fut, F> Stream for TryFilter<St, Fut, F>
where
    St: TryStream,
    F: FnMut(&St::Ok) -> Fut,
    Fut: Future<Output = bool>,
{
    type Item = Result<St::Ok, St::Error>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.future {
                let keep = ready!(pin!(*future).poll(cx));
                this.future = None;
                let item = this.item.take();
                if keep {
                    return Poll::Ready(item.map(Ok));
                }
            }
            match ready!(pin!(this.stream).try_poll_next(cx)) {
                Some(Ok(item)) => {
                    this.future = Some((this.f)(&item));
                    this.item = Some(item);
                }
                Some(Err(e)) => return Poll::Ready(Some(Err(e))),
                None => return Poll::Ready(None),
            }
        }
    }
}
