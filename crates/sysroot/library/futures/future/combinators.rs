//! `FutureExt`, `TryFutureExt` and the futures they make.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::boxed::Box;

use super::{
    AndThen, BoxFuture, Either, ErrInto, FusedFuture, InspectErr, InspectOk, LocalBoxFuture, MapErr, MapOk,
    MapOkOrElse, OrElse, Shared, TryFuture, UnwrapOrElse,
};

/// Methods of every future.
pub trait FutureExt: Future {
    fn map<U, F: FnOnce(Self::Output) -> U>(self, f: F) -> Map<Self, F>
    where
        Self: Sized,
    {
        Map::Running { future: self, f }
    }
    fn then<Fut: Future, F: FnOnce(Self::Output) -> Fut>(self, f: F) -> Then<Self, Fut, F>
    where
        Self: Sized,
    {
        Then::First { future: self, f }
    }
    fn inspect<F: FnOnce(&Self::Output)>(self, f: F) -> Inspect<Self, F>
    where
        Self: Sized,
    {
        Inspect {
            future: self,
            f: Some(f),
        }
    }
    fn boxed<'a>(self) -> BoxFuture<'a, Self::Output>
    where
        Self: Sized + Send + 'a,
    {
        Box::pin(self)
    }
    fn boxed_local<'a>(self) -> LocalBoxFuture<'a, Self::Output>
    where
        Self: Sized + 'a,
    {
        Box::pin(self)
    }
    fn left_future<B>(self) -> Either<Self, B>
    where
        Self: Sized,
        B: Future<Output = Self::Output>,
    {
        Either::Left(self)
    }
    fn right_future<A>(self) -> Either<A, Self>
    where
        Self: Sized,
        A: Future<Output = Self::Output>,
    {
        Either::Right(self)
    }
    fn fuse(self) -> Fuse<Self>
    where
        Self: Sized,
    {
        Fuse { inner: Some(self) }
    }
    fn shared(self) -> Shared<Self>
    where
        Self: Sized,
        Self::Output: Clone,
    {
        Shared::new(self)
    }
    fn catch_unwind(self) -> CatchUnwind<Self>
    where
        Self: Sized + std::panic::UnwindSafe,
    {
        CatchUnwind { future: self }
    }
    fn flatten(self) -> Flatten<Self, Self::Output>
    where
        Self: Sized,
        Self::Output: Future,
    {
        Flatten::First(self)
    }
    fn into_stream(self) -> crate::stream::Once<Self>
    where
        Self: Sized,
    {
        crate::stream::once(self)
    }
    fn never_error(self) -> NeverError<Self>
    where
        Self: Sized,
    {
        NeverError { future: self }
    }
    fn unit_error(self) -> UnitError<Self>
    where
        Self: Sized,
    {
        UnitError { future: self }
    }
    fn poll_unpin(&mut self, cx: &mut Context<'_>) -> Poll<Self::Output>
    where
        Self: Unpin,
    {
        Pin::new(self).poll(cx)
    }
    fn now_or_never(self) -> Option<Self::Output>
    where
        Self: Sized,
    {
        let mut this = self;
        let mut cx = Context::from_waker(Waker::noop());
        match unsafe { Pin::new_unchecked(&mut this) }.poll(&mut cx) {
            Poll::Ready(output) => Some(output),
            Poll::Pending => None,
        }
    }
}

impl<F: ?Sized + Future> FutureExt for F {}

/// Methods of every future of a `Result`.
pub trait TryFutureExt: TryFuture {
    fn map_ok<T, F: FnOnce(Self::Ok) -> T>(self, f: F) -> MapOk<Self, F>
    where
        Self: Sized,
    {
        MapOk::new(self, f)
    }
    fn map_err<E, F: FnOnce(Self::Error) -> E>(self, f: F) -> MapErr<Self, F>
    where
        Self: Sized,
    {
        MapErr::new(self, f)
    }
    fn err_into<E: From<Self::Error>>(self) -> ErrInto<Self, E>
    where
        Self: Sized,
    {
        ErrInto::new(self)
    }
    fn and_then<Fut: TryFuture<Error = Self::Error>, F: FnOnce(Self::Ok) -> Fut>(self, f: F) -> AndThen<Self, Fut, F>
    where
        Self: Sized,
    {
        AndThen::new(self, f)
    }
    fn or_else<Fut: TryFuture<Ok = Self::Ok>, F: FnOnce(Self::Error) -> Fut>(self, f: F) -> OrElse<Self, Fut, F>
    where
        Self: Sized,
    {
        OrElse::new(self, f)
    }
    fn inspect_ok<F: FnOnce(&Self::Ok)>(self, f: F) -> InspectOk<Self, F>
    where
        Self: Sized,
    {
        InspectOk::new(self, f)
    }
    fn inspect_err<F: FnOnce(&Self::Error)>(self, f: F) -> InspectErr<Self, F>
    where
        Self: Sized,
    {
        InspectErr::new(self, f)
    }
    fn map_ok_or_else<T, E, F>(self, e: E, f: F) -> MapOkOrElse<Self, F, E>
    where
        F: FnOnce(Self::Ok) -> T,
        E: FnOnce(Self::Error) -> T,
        Self: Sized,
    {
        MapOkOrElse::new(self, f, e)
    }
    fn ok_into<U>(self) -> MapOk<Self, fn(Self::Ok) -> U>
    where
        Self::Ok: Into<U>,
        Self: Sized,
    {
        MapOk::new(self, Into::into)
    }
    fn unwrap_or_else<F: FnOnce(Self::Error) -> Self::Ok>(self, f: F) -> UnwrapOrElse<Self, F>
    where
        Self: Sized,
    {
        UnwrapOrElse::new(self, f)
    }
}

impl<F: ?Sized + TryFuture> TryFutureExt for F {}

pub enum Map<Fut, F> {
    Running { future: Fut, f: F },
    Done,
}

impl<Fut: Future, U, F: FnOnce(Fut::Output) -> U> Future for Map<Fut, F> {
    type Output = U;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<U> {
        let this = unsafe { self.get_unchecked_mut() };
        let output = match this {
            Map::Running { future, .. } => match unsafe { Pin::new_unchecked(future) }.poll(cx) {
                Poll::Ready(output) => output,
                Poll::Pending => return Poll::Pending,
            },
            Map::Done => panic!("Map must not be polled after it returned `Poll::Ready`"),
        };
        match core::mem::replace(this, Map::Done) {
            Map::Running { f, .. } => Poll::Ready(f(output)),
            Map::Done => unreachable!(),
        }
    }
}

pub enum Then<Fut1, Fut2, F> {
    First { future: Fut1, f: F },
    Second { future: Fut2 },
    Done,
}

impl<Fut1: Future, Fut2: Future, F: FnOnce(Fut1::Output) -> Fut2> Future for Then<Fut1, Fut2, F> {
    type Output = Fut2::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Fut2::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        if let Then::First { future, .. } = this {
            let output = match unsafe { Pin::new_unchecked(future) }.poll(cx) {
                Poll::Ready(output) => output,
                Poll::Pending => return Poll::Pending,
            };
            match core::mem::replace(this, Then::Done) {
                Then::First { f, .. } => *this = Then::Second { future: f(output) },
                _ => unreachable!(),
            }
        }
        match this {
            Then::Second { future } => match unsafe { Pin::new_unchecked(future) }.poll(cx) {
                Poll::Ready(output) => {
                    *this = Then::Done;
                    Poll::Ready(output)
                }
                Poll::Pending => Poll::Pending,
            },
            _ => panic!("Flatten polled after completion"),
        }
    }
}

pub struct Inspect<Fut, F> {
    future: Fut,
    f: Option<F>,
}

impl<Fut: Future, F: FnOnce(&Fut::Output)> Future for Inspect<Fut, F> {
    type Output = Fut::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Fut::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        match unsafe { Pin::new_unchecked(&mut this.future) }.poll(cx) {
            Poll::Ready(output) => {
                if let Some(f) = this.f.take() {
                    f(&output);
                }
                Poll::Ready(output)
            }
            Poll::Pending => Poll::Pending,
        }
    }
}

/// A future that is pending for ever once it has been ready.
pub struct Fuse<Fut> {
    inner: Option<Fut>,
}

impl<Fut> Fuse<Fut> {
    pub fn terminated() -> Fuse<Fut> {
        Fuse { inner: None }
    }
}

impl<Fut: Future> FusedFuture for Fuse<Fut> {
    fn is_terminated(&self) -> bool {
        self.inner.is_none()
    }
}

impl<Fut: Future> Future for Fuse<Fut> {
    type Output = Fut::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Fut::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        let polled = match &mut this.inner {
            Some(future) => unsafe { Pin::new_unchecked(future) }.poll(cx),
            None => return Poll::Pending,
        };
        if polled.is_ready() {
            this.inner = None;
        }
        polled
    }
}

pub struct UnitError<Fut> {
    future: Fut,
}

impl<Fut: Future> Future for UnitError<Fut> {
    type Output = Result<Fut::Output, ()>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        unsafe { Pin::new_unchecked(&mut this.future) }.poll(cx).map(Ok)
    }
}

/// A future whose panic is its output.
pub struct CatchUnwind<Fut> {
    future: Fut,
}
impl<Fut: Future + std::panic::UnwindSafe> Future for CatchUnwind<Fut> {
    type Output = Result<Fut::Output, Box<dyn std::any::Any + Send>>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let future = unsafe { self.map_unchecked_mut(|this| &mut this.future) };
        match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| future.poll(cx))) {
            Ok(polled) => polled.map(Ok),
            Err(payload) => Poll::Ready(Err(payload)),
        }
    }
}

/// A future of a future.
pub enum Flatten<Fut1, Fut2> {
    First(Fut1),
    Second(Fut2),
    Done,
}
impl<Fut: Future<Output: Future>> Future for Flatten<Fut, Fut::Output> {
    type Output = <Fut::Output as Future>::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        loop {
            match this {
                Flatten::First(future) => match unsafe { Pin::new_unchecked(future) }.poll(cx) {
                    Poll::Ready(second) => *this = Flatten::Second(second),
                    Poll::Pending => return Poll::Pending,
                },
                Flatten::Second(future) => {
                    let polled = unsafe { Pin::new_unchecked(future) }.poll(cx);
                    if polled.is_ready() {
                        *this = Flatten::Done;
                    }
                    return polled;
                }
                Flatten::Done => panic!("Flatten polled after completion"),
            }
        }
    }
}

pub struct NeverError<Fut> {
    future: Fut,
}
impl<Fut: Future> Future for NeverError<Fut> {
    type Output = Result<Fut::Output, core::convert::Infallible>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        unsafe { self.map_unchecked_mut(|this| &mut this.future) }
            .poll(cx)
            .map(Ok)
    }
}

/// Runs a closure at the first poll.
pub fn lazy<F, R>(f: F) -> Lazy<F>
where
    F: FnOnce(&mut Context<'_>) -> R,
{
    Lazy { f: Some(f) }
}

pub struct Lazy<F> {
    f: Option<F>,
}

impl<F> Unpin for Lazy<F> {}

impl<R, F: FnOnce(&mut Context<'_>) -> R> Future for Lazy<F> {
    type Output = R;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<R> {
        Poll::Ready((self.f.take().expect("Lazy polled after completion"))(cx))
    }
}

#[doc(hidden)]
pub struct __PendingOnce {
    yielded: bool,
}

impl __PendingOnce {
    pub fn new() -> Self {
        __PendingOnce { yielded: false }
    }
}

impl Future for __PendingOnce {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.yielded {
            return Poll::Ready(());
        }
        self.yielded = true;
        Poll::Pending
    }
}

#[doc(hidden)]
pub struct __PollOnce<F> {
    future: F,
}

impl<F: Future + Unpin> __PollOnce<F> {
    pub fn new(future: F) -> Self {
        __PollOnce { future }
    }
}

impl<F: Future + Unpin> Future for __PollOnce<F> {
    type Output = Poll<F::Output>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(Pin::new(&mut self.future).poll(cx))
    }
}
