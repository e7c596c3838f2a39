//! Several futures of results at once: all, or the first error.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;
use std::vec::Vec;

use super::{MaybeDone, TryFuture};

/// Polls one and says whether it has failed, with the error taken out.
#[doc(hidden)]
pub fn __try_step<F, T, E>(slot: &mut MaybeDone<F>, cx: &mut Context<'_>, all: &mut bool) -> Option<E>
where
    F: Future<Output = Result<T, E>>,
{
    let mut slot = unsafe { Pin::new_unchecked(slot) };
    if slot.as_mut().poll(cx).is_pending() {
        *all = false;
        return None;
    }
    match slot.as_mut().output_mut() {
        Some(Err(_)) => match slot.take_output() {
            Some(Err(error)) => Some(error),
            _ => None,
        },
        _ => None,
    }
}

/// The value of one that has not failed.
#[doc(hidden)]
pub fn __try_take<F, T, E>(slot: &mut MaybeDone<F>) -> T
where
    F: Future<Output = Result<T, E>>,
{
    match unsafe { Pin::new_unchecked(slot) }.take_output() {
        Some(Ok(value)) => value,
        _ => unreachable!(),
    }
}

macro_rules! try_joins {
    ($($(#[$doc:meta])* $function:ident $TryJoin:ident ($($F:ident $T:ident $f:ident),+))*) => { $(
        $(#[$doc])*
        pub fn $function<Error, $($T, $F),+>($($f: $F),+) -> $TryJoin<$($F),+>
        where $($F: Future<Output = Result<$T, Error>>),+
        {
            $TryJoin { $($f: MaybeDone::Future($f)),+ }
        }

        pub struct $TryJoin<$($F: Future),+> { $($f: MaybeDone<$F>),+ }

        impl<Error, $($T, $F),+> Future for $TryJoin<$($F),+>
        where $($F: Future<Output = Result<$T, Error>>),+
        {
            type Output = Result<($($T,)+), Error>;
            fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                let this = unsafe { self.get_unchecked_mut() };
                let mut all = true;
                $( if let Some(error) = __try_step(&mut this.$f, cx, &mut all) { return Poll::Ready(Err(error)); } )+
                if !all {
                    return Poll::Pending;
                }
                Poll::Ready(Ok(($(
                    __try_take(&mut this.$f),
                )+)))
            }
        }
    )* };
}

try_joins! {
    /// Two futures of results, until both are `Ok` or one is `Err`.
    try_join TryJoin (A T1 a, B T2 b)
    try_join3 TryJoin3 (A T1 a, B T2 b, C T3 c)
    try_join4 TryJoin4 (A T1 a, B T2 b, C T3 c, D T4 d)
    try_join5 TryJoin5 (A T1 a, B T2 b, C T3 c, D T4 d, E T5 e)
}

/// The future of [`try_join_all`].
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct TryJoinAll<F: Future> {
    futures: Pin<Box<[MaybeDone<F>]>>,
}

/// All futures of a collection until all are `Ok` or one is `Err`.
pub fn try_join_all<I, T, E>(iter: I) -> TryJoinAll<I::Item>
where
    I: IntoIterator,
    I::Item: Future<Output = Result<T, E>>,
{
    let futures: Vec<MaybeDone<I::Item>> = iter.into_iter().map(MaybeDone::Future).collect();
    TryJoinAll {
        futures: Box::into_pin(futures.into_boxed_slice()),
    }
}

impl<F: Future<Output = Result<T, E>>, T, E> Future for TryJoinAll<F> {
    type Output = Result<Vec<T>, E>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let futures = unsafe { self.futures.as_mut().get_unchecked_mut() };
        let mut all = true;
        for future in futures.iter_mut() {
            if let Some(error) = __try_step(future, cx, &mut all) {
                // The others are cancelled at once.
                self.futures = Box::into_pin(Vec::new().into_boxed_slice());
                return Poll::Ready(Err(error));
            }
        }
        if !all {
            return Poll::Pending;
        }
        let mut outputs = Vec::with_capacity(futures.len());
        for future in futures.iter_mut() {
            outputs.push(__try_take(future));
        }
        Poll::Ready(Ok(outputs))
    }
}
