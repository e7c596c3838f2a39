//! Several futures at once: the first of them.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

/// One of two.
pub enum Either<A, B> {
    Left(A),
    Right(B),
}

impl<A, B> Future for Either<A, B>
where
    A: Future,
    B: Future<Output = A::Output>,
{
    type Output = A::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<A::Output> {
        match unsafe { self.get_unchecked_mut() } {
            Either::Left(a) => unsafe { Pin::new_unchecked(a) }.poll(cx),
            Either::Right(b) => unsafe { Pin::new_unchecked(b) }.poll(cx),
        }
    }
}

impl<T> Either<T, T> {
    pub fn into_inner(self) -> T {
        match self {
            Either::Left(value) | Either::Right(value) => value,
        }
    }
}

impl<A, B, T> Either<(T, A), (T, B)> {
    pub fn factor_first(self) -> (T, Either<A, B>) {
        match self {
            Either::Left((first, a)) => (first, Either::Left(a)),
            Either::Right((first, b)) => (first, Either::Right(b)),
        }
    }
}

/// The future of [`select`].
pub struct Select<A, B> {
    inner: Option<(A, B)>,
}

/// Waits for the first of two futures; gives its output and the other future.
pub fn select<A: Future + Unpin, B: Future + Unpin>(a: A, b: B) -> Select<A, B> {
    Select { inner: Some((a, b)) }
}

impl<A: Unpin, B: Unpin> Unpin for Select<A, B> {}

impl<A: Future + Unpin, B: Future + Unpin> Future for Select<A, B> {
    type Output = Either<(A::Output, B), (B::Output, A)>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let (mut a, mut b) = self.inner.take().expect("cannot poll Select twice");
        if let Poll::Ready(output) = Pin::new(&mut a).poll(cx) {
            return Poll::Ready(Either::Left((output, b)));
        }
        if let Poll::Ready(output) = Pin::new(&mut b).poll(cx) {
            return Poll::Ready(Either::Right((output, a)));
        }
        self.inner = Some((a, b));
        Poll::Pending
    }
}
