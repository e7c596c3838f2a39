//! Several futures at once: all of them.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;
use std::vec::Vec;

use super::MaybeDone;

/// Polls one and says whether it is done.
#[doc(hidden)]
pub fn __step<F: Future>(slot: &mut MaybeDone<F>, cx: &mut Context<'_>) -> bool {
    unsafe { Pin::new_unchecked(slot) }.poll(cx).is_ready()
}
/// The output of one that is done.
#[doc(hidden)]
pub fn __take<F: Future>(slot: &mut MaybeDone<F>) -> F::Output {
    unsafe { Pin::new_unchecked(slot) }.take_output().unwrap()
}

macro_rules! joins {
    ($($(#[$doc:meta])* $function:ident $Join:ident ($($F:ident $f:ident),+))*) => { $(
        $(#[$doc])*
        pub fn $function<$($F: Future),+>($($f: $F),+) -> $Join<$($F),+> {
            $Join::new($($f),+)
        }

        pub struct $Join<$($F: Future),+> { $($f: MaybeDone<$F>),+ }

        impl<$($F: Future),+> $Join<$($F),+> {
            #[doc(hidden)]
            pub fn new($($f: $F),+) -> Self {
                $Join { $($f: MaybeDone::Future($f)),+ }
            }
        }

        impl<$($F: Future),+> Future for $Join<$($F),+> {
            type Output = ($($F::Output,)+);
            fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                let this = unsafe { self.get_unchecked_mut() };
                let mut all = true;
                $( all &= __step(&mut this.$f, cx); )+
                if !all {
                    return Poll::Pending;
                }
                Poll::Ready(($( __take(&mut this.$f), )+))
            }
        }
    )* };
}

joins! {
    #[doc(hidden)]
    __join1 __Join1 (A a)
    /// Two futures, until both are done.
    join Join (A a, B b)
    join3 Join3 (A a, B b, C c)
    join4 Join4 (A a, B b, C c, D d)
    join5 Join5 (A a, B b, C c, D d, E e)
    #[doc(hidden)]
    __join6 __Join6 (A a, B b, C c, D d, E e, F f)
    #[doc(hidden)]
    __join7 __Join7 (A a, B b, C c, D d, E e, F f, G g)
    #[doc(hidden)]
    __join8 __Join8 (A a, B b, C c, D d, E e, F f, G g, H h)
    #[doc(hidden)]
    __join9 __Join9 (A a, B b, C c, D d, E e, F f, G g, H h, I i)
    #[doc(hidden)]
    __join10 __Join10 (A a, B b, C c, D d, E e, F f, G g, H h, I i, J j)
    #[doc(hidden)]
    __join11 __Join11 (A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k)
    #[doc(hidden)]
    __join12 __Join12 (A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k, L l)
}

/// The future of [`join_all`].
pub struct JoinAll<F: Future> {
    futures: Pin<Box<[MaybeDone<F>]>>,
}

/// All futures of a collection; the outputs in the same order.
pub fn join_all<I>(iter: I) -> JoinAll<I::Item>
where
    I: IntoIterator,
    I::Item: Future,
{
    let futures: Vec<MaybeDone<I::Item>> = iter.into_iter().map(MaybeDone::Future).collect();
    JoinAll {
        futures: Box::into_pin(futures.into_boxed_slice()),
    }
}

impl<F: Future> Future for JoinAll<F> {
    type Output = Vec<F::Output>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Vec<F::Output>> {
        let futures = unsafe { self.futures.as_mut().get_unchecked_mut() };
        let mut all = true;
        for future in futures.iter_mut() {
            all &= __step(future, cx);
        }
        if !all {
            return Poll::Pending;
        }
        let mut outputs = Vec::with_capacity(futures.len());
        for future in futures.iter_mut() {
            outputs.push(__take(future));
        }
        Poll::Ready(outputs)
    }
}
