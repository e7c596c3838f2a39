//! Several futures at once: the first of them.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::vec::Vec;

use super::{FusedFuture, TryFuture};

/// One of two.
#[derive(Debug, Clone)]
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

/// The future of [`select_all`].
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct SelectAll<F> {
    futures: Vec<F>,
}
impl<F: Unpin> Unpin for SelectAll<F> {}

/// Waits for the first of many; gives its output, its index and the others.
pub fn select_all<I>(iter: I) -> SelectAll<I::Item>
where
    I: IntoIterator,
    I::Item: Future + Unpin,
{
    let futures: Vec<I::Item> = iter.into_iter().collect();
    assert!(!futures.is_empty());
    SelectAll { futures }
}
impl<F: Future + Unpin> Future for SelectAll<F> {
    type Output = (F::Output, usize, Vec<F>);
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        for i in 0..self.futures.len() {
            if let Poll::Ready(output) = Pin::new(&mut self.futures[i]).poll(cx) {
                drop(self.futures.swap_remove(i));
                let rest = core::mem::take(&mut self.futures);
                return Poll::Ready((output, i, rest));
            }
        }
        Poll::Pending
    }
}

/// The future of [`select_ok`].
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct SelectOk<F> {
    futures: Vec<F>,
}
impl<F: Unpin> Unpin for SelectOk<F> {}

/// Waits for the first success of many, or for the last failure.
pub fn select_ok<I>(iter: I) -> SelectOk<I::Item>
where
    I: IntoIterator,
    I::Item: TryFuture + Unpin,
{
    let futures: Vec<I::Item> = iter.into_iter().collect();
    assert!(!futures.is_empty(), "iterator provided to select_ok was empty");
    SelectOk { futures }
}
impl<F: TryFuture + Unpin> Future for SelectOk<F> {
    type Output = Result<(F::Ok, Vec<F>), F::Error>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let mut done = None;
            for i in 0..self.futures.len() {
                if let Poll::Ready(result) = Pin::new(&mut self.futures[i]).try_poll(cx) {
                    done = Some((i, result));
                    break;
                }
            }
            match done {
                None => return Poll::Pending,
                Some((i, result)) => {
                    drop(self.futures.remove(i));
                    match result {
                        Ok(value) => return Poll::Ready(Ok((value, core::mem::take(&mut self.futures)))),
                        Err(error) if self.futures.is_empty() => return Poll::Ready(Err(error)),
                        // A failure: ask the others again.
                        Err(_) => {}
                    }
                }
            }
        }
    }
}

/// Waits for the first of two to be done; an error of either ends it.
pub fn try_select<A: TryFuture + Unpin, B: TryFuture + Unpin>(a: A, b: B) -> TrySelect<A, B> {
    TrySelect { inner: Some((a, b)) }
}
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct TrySelect<A, B> {
    inner: Option<(A, B)>,
}
impl<A: Unpin, B: Unpin> Unpin for TrySelect<A, B> {}
impl<A: TryFuture + Unpin, B: TryFuture + Unpin> Future for TrySelect<A, B> {
    type Output = Result<Either<(A::Ok, B), (B::Ok, A)>, Either<(A::Error, B), (B::Error, A)>>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let (mut a, mut b) = self.inner.take().expect("cannot poll Select twice");
        match Pin::new(&mut a).try_poll(cx) {
            Poll::Ready(Ok(x)) => return Poll::Ready(Ok(Either::Left((x, b)))),
            Poll::Ready(Err(e)) => return Poll::Ready(Err(Either::Left((e, b)))),
            Poll::Pending => {}
        }
        match Pin::new(&mut b).try_poll(cx) {
            Poll::Ready(Ok(x)) => return Poll::Ready(Ok(Either::Right((x, a)))),
            Poll::Ready(Err(e)) => return Poll::Ready(Err(Either::Right((e, a)))),
            Poll::Pending => {}
        }
        self.inner = Some((a, b));
        Poll::Pending
    }
}
impl<A: Future + Unpin, B: Future + Unpin> FusedFuture for Select<A, B> {
    fn is_terminated(&self) -> bool {
        self.inner.is_none()
    }
}
