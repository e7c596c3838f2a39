//! Futures of what a stream comes to.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::adapters::{pin, ready};
use super::{FusedStream, Stream};
use crate::future::FusedFuture;
use crate::sink::Sink;

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Next<'a, St: ?Sized> {
    pub(super) stream: &'a mut St,
}
impl<St: ?Sized + Unpin> Unpin for Next<'_, St> {}
impl<St: ?Sized + Stream + Unpin> Future for Next<'_, St> {
    type Output = Option<St::Item>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        Pin::new(&mut *self.stream).poll_next(cx)
    }
}
impl<St: ?Sized + FusedStream + Unpin> FusedFuture for Next<'_, St> {
    fn is_terminated(&self) -> bool {
        self.stream.is_terminated()
    }
}

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct SelectNextSome<'a, St: ?Sized> {
    pub(super) stream: &'a mut St,
}
impl<St: ?Sized + FusedStream + Unpin> Future for SelectNextSome<'_, St> {
    type Output = St::Item;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<St::Item> {
        assert!(!self.stream.is_terminated(), "SelectNextSome polled after terminated");
        match ready!(Pin::new(&mut *self.stream).poll_next(cx)) {
            Some(item) => Poll::Ready(item),
            None => {
                cx.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}
impl<St: ?Sized + FusedStream + Unpin> FusedFuture for SelectNextSome<'_, St> {
    fn is_terminated(&self) -> bool {
        self.stream.is_terminated()
    }
}

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct StreamFuture<St> {
    pub(super) stream: Option<St>,
}
impl<St: Stream + Unpin> Future for StreamFuture<St> {
    type Output = (Option<St::Item>, St);
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let item = match &mut self.stream {
            Some(stream) => ready!(Pin::new(stream).poll_next(cx)),
            None => panic!("polling StreamFuture twice"),
        };
        Poll::Ready((item, self.stream.take().unwrap()))
    }
}

macro_rules! whole {
    ($($(#[$attr:meta])* $Name:ident ($($g:tt)*) ($($args:tt)*) { $($field:ident: $t:ty,)* } where ($($bounds:tt)*)
       -> $Output:ty, |$this:ident, $x:ident| $step:expr, $end:expr;)*) => { $(
        $(#[$attr])*
        #[must_use = "futures do nothing unless you `.await` or poll them"]
        pub struct $Name<$($g)*> {
            pub(super) stream: St,
            $(pub(super) $field: $t,)*
        }
        impl<$($args)*> Future for $Name<$($g)*>
        where
            $($bounds)*
        {
            type Output = $Output;
            fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<$Output> {
                let $this = unsafe { self.get_unchecked_mut() };
                loop {
                    match ready!(pin!($this.stream).poll_next(cx)) {
                        Some($x) => $step,
                        None => return Poll::Ready($end),
                    }
                }
            }
        }
    )* };
}
whole! {
    Collect (St, C) (St, C) { collection: C, } where (St: Stream, C: Default + Extend<St::Item>) -> C,
        |this, x| this.collection.extend(Some(x)), core::mem::take(&mut this.collection);
    Count (St) (St) { count: usize, } where (St: Stream) -> usize, |this, _x| this.count += 1, this.count;
    Unzip (St, FromA, FromB) (St, A, B, FromA, FromB) { left: FromA, right: FromB, }
        where (St: Stream<Item = (A, B)>, FromA: Default + Extend<A>, FromB: Default + Extend<B>) -> (FromA, FromB),
        |this, x| { this.left.extend(Some(x.0)); this.right.extend(Some(x.1)); },
        (core::mem::take(&mut this.left), core::mem::take(&mut this.right));
}

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Concat<St: Stream> {
    pub(super) stream: St,
    pub(super) acc: Option<St::Item>,
}
impl<St: Stream> Future for Concat<St>
where
    St::Item: Extend<<St::Item as IntoIterator>::Item> + IntoIterator + Default,
{
    type Output = St::Item;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<St::Item> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            match ready!(pin!(this.stream).poll_next(cx)) {
                None => return Poll::Ready(this.acc.take().unwrap_or_default()),
                Some(item) => match &mut this.acc {
                    Some(acc) => acc.extend(item),
                    None => this.acc = Some(item),
                },
            }
        }
    }
}

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Fold<St, Fut, T, F> {
    pub(super) stream: St,
    pub(super) f: F,
    pub(super) acc: Option<T>,
    pub(super) future: Option<Fut>,
}
impl<St: Stream, Fut: Future<Output = T>, T, F: FnMut(T, St::Item) -> Fut> Future for Fold<St, Fut, T, F> {
    type Output = T;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.future {
                this.acc = Some(ready!(pin!(*future).poll(cx)));
                this.future = None;
            }
            let item = ready!(pin!(this.stream).poll_next(cx));
            let acc = this.acc.take().expect("Fold polled after completion");
            match item {
                Some(item) => this.future = Some((this.f)(acc, item)),
                None => return Poll::Ready(acc),
            }
        }
    }
}

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct ForEach<St, Fut, F> {
    pub(super) stream: St,
    pub(super) f: F,
    pub(super) future: Option<Fut>,
}
impl<St: Stream, Fut: Future<Output = ()>, F: FnMut(St::Item) -> Fut> Future for ForEach<St, Fut, F> {
    type Output = ();
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if let Some(future) = &mut this.future {
                ready!(pin!(*future).poll(cx));
                this.future = None;
            }
            match ready!(pin!(this.stream).poll_next(cx)) {
                Some(item) => this.future = Some((this.f)(item)),
                None => return Poll::Ready(()),
            }
        }
    }
}

macro_rules! quantors {
    ($($Name:ident $stop:literal;)*) => { $(
        #[must_use = "futures do nothing unless you `.await` or poll them"]
        pub struct $Name<St, Fut, F> {
            pub(super) stream: St,
            pub(super) f: F,
            pub(super) future: Option<Fut>,
        }
        impl<St: Stream, Fut: Future<Output = bool>, F: FnMut(St::Item) -> Fut> Future for $Name<St, Fut, F> {
            type Output = bool;
            fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<bool> {
                let this = unsafe { self.get_unchecked_mut() };
                loop {
                    if let Some(future) = &mut this.future {
                        let answer = ready!(pin!(*future).poll(cx));
                        this.future = None;
                        if answer == $stop {
                            return Poll::Ready($stop);
                        }
                    }
                    match ready!(pin!(this.stream).poll_next(cx)) {
                        Some(item) => this.future = Some((this.f)(item)),
                        None => return Poll::Ready(!$stop),
                    }
                }
            }
        }
    )* };
}
quantors! { Any true; All false; }

/// Sends everything on, then closes the sink.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Forward<St, Si, Item> {
    pub(super) stream: Option<St>,
    pub(super) sink: Si,
    pub(super) item: Option<Item>,
}
impl<St: Stream<Item = Result<T, E>>, Si: Sink<T, Error = E>, T, E> Future for Forward<St, Si, Result<T, E>> {
    type Output = Result<(), E>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), E>> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            if this.item.is_some() {
                if let Err(e) = ready!(pin!(this.sink).poll_ready(cx)) {
                    return Poll::Ready(Err(e));
                }
                match this.item.take() {
                    Some(Ok(item)) => {
                        if let Err(e) = pin!(this.sink).start_send(item) {
                            return Poll::Ready(Err(e));
                        }
                    }
                    Some(Err(e)) => return Poll::Ready(Err(e)),
                    None => {}
                }
            }
            let polled = match &mut this.stream {
                Some(stream) => pin!(*stream).poll_next(cx),
                None => return pin!(this.sink).poll_close(cx),
            };
            match polled {
                Poll::Ready(Some(item)) => this.item = Some(item),
                Poll::Ready(None) => this.stream = None,
                Poll::Pending => {
                    if let Err(e) = ready!(pin!(this.sink).poll_flush(cx)) {
                        return Poll::Ready(Err(e));
                    }
                    return Poll::Pending;
                }
            }
        }
    }
}
