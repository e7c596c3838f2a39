//! Streams of results: looking at items, converting them, and stopping early.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::vec::Vec;

use super::adapters::{pin, ready};
use super::{Stream, TryStream};
use crate::future::TryFuture;

macro_rules! mapped {
    ($($Name:ident <$R:ident> ($Bound:ty) $Item:ty, |$f:ident| $ok:pat => $ok_out:expr, $err:pat => $err_out:expr;)*) => { $(
        #[must_use = "streams do nothing unless polled"]
        pub struct $Name<St, F> {
            pub(super) stream: St,
            pub(super) f: F,
        }
        impl<St: TryStream, $R, F: FnMut($Bound) -> $R> Stream for $Name<St, F> {
            type Item = $Item;
            fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
                let this = unsafe { self.get_unchecked_mut() };
                let $f = &mut this.f;
                Poll::Ready(match ready!(pin!(this.stream).try_poll_next(cx)) {
                    Some(Ok($ok)) => Some($ok_out),
                    Some(Err($err)) => Some($err_out),
                    None => None,
                })
            }
        }
    )* };
}
mapped! {
    InspectOk<R> (&St::Ok) Result<St::Ok, St::Error>, |f| x => { f(&x); Ok(x) }, e => Err(e);
    InspectErr<R> (&St::Error) Result<St::Ok, St::Error>, |f| x => Ok(x), e => { f(&e); Err(e) };
    ErrInto<E> (St::Error) Result<St::Ok, E>, |f| x => Ok(x), e => Err(f(e));
}

/// What comes in place of an error.
#[must_use = "streams do nothing unless polled"]
pub struct OrElse<St, Fut, F> {
    pub(super) stream: St,
    pub(super) future: Option<Fut>,
    pub(super) f: F,
}
impl<St, Fut, F> Stream for OrElse<St, Fut, F>
where
    St: TryStream,
    F: FnMut(St::Error) -> Fut,
    Fut: TryFuture<Ok = St::Ok>,
{
    type Item = Result<St::Ok, Fut::Error>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.future {
                let item = ready!(pin!(*future).try_poll(cx));
                this.future = None;
                return Poll::Ready(Some(item));
            }
            match ready!(pin!(this.stream).try_poll_next(cx)) {
                Some(Ok(item)) => return Poll::Ready(Some(Ok(item))),
                Some(Err(e)) => this.future = Some((this.f)(e)),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// The items from the first that does not pass (`skip`), or up to it.
#[must_use = "streams do nothing unless polled"]
pub struct TryWhile<St: TryStream, Fut, F> {
    pub(super) stream: St,
    pub(super) future: Option<Fut>,
    pub(super) item: Option<St::Ok>,
    pub(super) f: F,
    pub(super) skip: bool,
    pub(super) decided: bool,
}
impl<St, Fut, F> Stream for TryWhile<St, Fut, F>
where
    St: TryStream,
    F: FnMut(&St::Ok) -> Fut,
    Fut: TryFuture<Ok = bool, Error = St::Error>,
{
    type Item = Result<St::Ok, St::Error>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if this.decided {
                return match this.skip {
                    true => pin!(this.stream).try_poll_next(cx),
                    false => Poll::Ready(None),
                };
            }
            if let Some(future) = &mut this.future {
                let passed = ready!(pin!(*future).try_poll(cx));
                this.future = None;
                let item = this.item.take();
                this.decided = !passed?;
                if this.decided == this.skip {
                    return Poll::Ready(item.map(Ok));
                }
                continue;
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

/// Items in vectors; those before an error come with it.
#[must_use = "streams do nothing unless polled"]
pub struct TryChunks<St: TryStream> {
    pub(super) stream: St,
    pub(super) items: Vec<St::Ok>,
    pub(super) size: usize,
}
#[derive(PartialEq, Eq)]
pub struct TryChunksError<T, E>(pub Vec<T>, pub E);
impl<T, E: core::fmt::Debug> core::fmt::Debug for TryChunksError<T, E> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.1.fmt(f)
    }
}
impl<T, E: core::fmt::Display> core::fmt::Display for TryChunksError<T, E> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.1.fmt(f)
    }
}
impl<St: TryStream> Stream for TryChunks<St> {
    type Item = Result<Vec<St::Ok>, TryChunksError<St::Ok, St::Error>>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            match ready!(pin!(this.stream).try_poll_next(cx)) {
                Some(Ok(item)) => {
                    this.items.push(item);
                    if this.items.len() == this.size {
                        return Poll::Ready(Some(Ok(core::mem::take(&mut this.items))));
                    }
                }
                Some(Err(e)) => {
                    let items = core::mem::take(&mut this.items);
                    return Poll::Ready(Some(Err(TryChunksError(items, e))));
                }
                None if this.items.is_empty() => return Poll::Ready(None),
                None => return Poll::Ready(Some(Ok(core::mem::take(&mut this.items)))),
            }
        }
    }
}

/// The streams in a stream, one after the other.
#[must_use = "streams do nothing unless polled"]
pub struct TryFlatten<St: TryStream> {
    pub(super) stream: St,
    pub(super) inner: Option<St::Ok>,
}
impl<St> Stream for TryFlatten<St>
where
    St: TryStream<Ok: TryStream>,
    <St::Ok as TryStream>::Error: From<St::Error>,
{
    type Item = Result<<St::Ok as TryStream>::Ok, <St::Ok as TryStream>::Error>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(inner) = &mut this.inner {
                match ready!(pin!(*inner).try_poll_next(cx)) {
                    None => this.inner = None,
                    item => return Poll::Ready(item),
                }
            } else {
                match ready!(pin!(this.stream).try_poll_next(cx)) {
                    Some(Ok(inner)) => this.inner = Some(inner),
                    Some(Err(e)) => return Poll::Ready(Some(Err(e.into()))),
                    None => return Poll::Ready(None),
                }
            }
        }
    }
}

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct TryConcat<St: TryStream> {
    pub(super) stream: St,
    pub(super) all: Option<St::Ok>,
}
impl<St> Future for TryConcat<St>
where
    St: TryStream<Ok: Extend<<St::Ok as IntoIterator>::Item> + IntoIterator + Default>,
{
    type Output = Result<St::Ok, St::Error>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            match ready!(pin!(this.stream).try_poll_next(cx)) {
                Some(Ok(part)) => match &mut this.all {
                    Some(all) => all.extend(part),
                    none => *none = Some(part),
                },
                Some(Err(e)) => return Poll::Ready(Err(e)),
                None => return Poll::Ready(Ok(this.all.take().unwrap_or_default())),
            }
        }
    }
}

/// Whether an item passes (`any`), or all do.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct TryTest<St, Fut, F> {
    pub(super) stream: St,
    pub(super) future: Option<Fut>,
    pub(super) f: F,
    pub(super) any: bool,
}
impl<St, Fut, F> Future for TryTest<St, Fut, F>
where
    St: TryStream,
    F: FnMut(St::Ok) -> Fut,
    Fut: Future<Output = bool>,
{
    type Output = Result<bool, St::Error>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.future {
                let passed = ready!(pin!(*future).poll(cx));
                this.future = None;
                if passed == this.any {
                    return Poll::Ready(Ok(passed));
                }
            }
            match ready!(pin!(this.stream).try_poll_next(cx)) {
                Some(Ok(item)) => this.future = Some((this.f)(item)),
                Some(Err(e)) => return Poll::Ready(Err(e)),
                None => return Poll::Ready(Ok(!this.any)),
            }
        }
    }
}

#[derive(Debug)]
#[must_use = "streams do nothing unless polled"]
pub struct IntoStream<St> {
    pub(super) stream: St,
}
impl<St: TryStream> Stream for IntoStream<St> {
    type Item = Result<St::Ok, St::Error>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        unsafe { self.map_unchecked_mut(|this| &mut this.stream) }.try_poll_next(cx)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.stream.size_hint()
    }
}
