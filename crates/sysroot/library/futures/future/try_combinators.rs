//! The combinators of futures of results that need more than `map`.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::TryFuture;

macro_rules! mapped {
    ($($(#[$doc:meta])* $Name:ident ($($T:ident),*) $Bound:ty, $Output:ty, |$f:ident| $ok:pat => $ok_out:expr, $err:pat => $err_out:expr;)*) => { $(
        $(#[$doc])*
        #[must_use = "futures do nothing unless you `.await` or poll them"]
        pub struct $Name<Fut, F> {
            future: Fut,
            f: Option<F>,
        }
        impl<Fut, F> $Name<Fut, F> {
            pub(super) fn new(future: Fut, f: F) -> Self { $Name { future, f: Some(f) } }
        }
        impl<Fut: TryFuture, F: FnOnce($Bound) -> R, R> Future for $Name<Fut, F>
        where
            $(Fut: TryFuture<$T = R>,)*
        {
            type Output = $Output;
            fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                let this = unsafe { self.get_unchecked_mut() };
                match unsafe { Pin::new_unchecked(&mut this.future) }.try_poll(cx) {
                    Poll::Pending => Poll::Pending,
                    Poll::Ready(result) => {
                        let $f = this.f.take().expect("Map must not be polled after it returned `Poll::Ready`");
                        Poll::Ready(match result { Ok($ok) => $ok_out, Err($err) => $err_out })
                    }
                }
            }
        }
    )* };
}
mapped! {
    MapOk () Fut::Ok, Result<R, Fut::Error>, |f| x => Ok(f(x)), e => Err(e);
    MapErr () Fut::Error, Result<Fut::Ok, R>, |f| x => Ok(x), e => Err(f(e));
    UnwrapOrElse (Ok) Fut::Error, R, |f| x => x, e => f(e);
    InspectOk () &Fut::Ok, Result<Fut::Ok, Fut::Error>, |f| x => { f(&x); Ok(x) }, e => Err(e);
    InspectErr () &Fut::Error, Result<Fut::Ok, Fut::Error>, |f| x => Ok(x), e => { f(&e); Err(e) };
}

macro_rules! chained {
    ($($Name:ident $Bound:ident $Second:ty, $Output:ty, $go:ident => $stop:ident;)*) => { $(
        #[must_use = "futures do nothing unless you `.await` or poll them"]
        pub enum $Name<Fut1, Fut2, F> {
            First(Fut1, Option<F>),
            Second(Fut2),
            Done,
        }
        impl<Fut1, Fut2, F> $Name<Fut1, Fut2, F> {
            pub(super) fn new(future: Fut1, f: F) -> Self { $Name::First(future, Some(f)) }
        }
        impl<Fut1: TryFuture, Fut2: $Second, F: FnOnce(Fut1::$Bound) -> Fut2> Future for $Name<Fut1, Fut2, F> {
            type Output = $Output;
            fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                let this = unsafe { self.get_unchecked_mut() };
                loop {
                    match this {
                        $Name::First(future, f) => match unsafe { Pin::new_unchecked(future) }.try_poll(cx) {
                            Poll::Pending => return Poll::Pending,
                            Poll::Ready($go(x)) => {
                                let f = f.take().expect("TryFlatten polled after completion");
                                *this = $Name::Second(f(x));
                            }
                            Poll::Ready($stop(x)) => {
                                *this = $Name::Done;
                                return Poll::Ready($stop(x));
                            }
                        },
                        $Name::Second(future) => {
                            let polled = unsafe { Pin::new_unchecked(future) }.try_poll(cx);
                            if polled.is_ready() {
                                *this = $Name::Done;
                            }
                            return polled;
                        }
                        $Name::Done => panic!("TryFlatten polled after completion"),
                    }
                }
            }
        }
    )* };
}
chained! {
    AndThen Ok TryFuture<Error = Fut1::Error>, Result<Fut2::Ok, Fut2::Error>, Ok => Err;
    OrElse Error TryFuture<Ok = Fut1::Ok>, Result<Fut2::Ok, Fut2::Error>, Err => Ok;
}

/// A future of a result whose error is converted.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct ErrInto<Fut, E> {
    future: Fut,
    of: core::marker::PhantomData<E>,
}
impl<Fut, E> ErrInto<Fut, E> {
    pub(super) fn new(future: Fut) -> Self {
        ErrInto {
            future,
            of: core::marker::PhantomData,
        }
    }
}
impl<Fut: TryFuture, E: From<Fut::Error>> Future for ErrInto<Fut, E> {
    type Output = Result<Fut::Ok, E>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        unsafe { Pin::new_unchecked(&mut this.future) }
            .try_poll(cx)
            .map_err(E::from)
    }
}

/// A future whose both results become one value.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct MapOkOrElse<Fut, F, G> {
    future: Fut,
    both: Option<(F, G)>,
}
impl<Fut, F, G> MapOkOrElse<Fut, F, G> {
    pub(super) fn new(future: Fut, ok: F, err: G) -> Self {
        MapOkOrElse {
            future,
            both: Some((ok, err)),
        }
    }
}
impl<Fut: TryFuture, F: FnOnce(Fut::Ok) -> T, G: FnOnce(Fut::Error) -> T, T> Future for MapOkOrElse<Fut, F, G> {
    type Output = T;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let this = unsafe { self.get_unchecked_mut() };
        unsafe { Pin::new_unchecked(&mut this.future) }
            .try_poll(cx)
            .map(|result| {
                let (ok, err) = this
                    .both
                    .take()
                    .expect("Map must not be polled after it returned `Poll::Ready`");
                result.map_or_else(err, ok)
            })
    }
}

/// A future that may not be there.
#[derive(Debug, Clone)]
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct OptionFuture<F> {
    inner: Option<F>,
}
impl<F> From<Option<F>> for OptionFuture<F> {
    fn from(inner: Option<F>) -> Self {
        OptionFuture { inner }
    }
}
impl<F: Future> Future for OptionFuture<F> {
    type Output = Option<F::Output>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut unsafe { self.get_unchecked_mut() }.inner {
            Some(future) => unsafe { Pin::new_unchecked(future) }.poll(cx).map(Some),
            None => Poll::Ready(None),
        }
    }
}
