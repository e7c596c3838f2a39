//! Where streams come from.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use super::{FusedStream, Stream};

#[derive(Debug, Clone)]
pub struct Iter<I> {
    iter: I,
}
impl<I> Unpin for Iter<I> {}
pub fn iter<I: IntoIterator>(i: I) -> Iter<I::IntoIter> {
    Iter { iter: i.into_iter() }
}
impl<I: Iterator> Stream for Iter<I> {
    type Item = I::Item;
    fn poll_next(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.iter.next())
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }
}

pub struct Once<Fut> {
    future: Option<Fut>,
}
pub fn once<Fut: Future>(future: Fut) -> Once<Fut> {
    Once { future: Some(future) }
}
impl<Fut: Future> Stream for Once<Fut> {
    type Item = Fut::Output;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Fut::Output>> {
        let this = unsafe { self.get_unchecked_mut() };
        let polled = match &mut this.future {
            Some(future) => unsafe { Pin::new_unchecked(future) }.poll(cx),
            None => return Poll::Ready(None),
        };
        polled.map(|x| {
            this.future = None;
            Some(x)
        })
    }
}
impl<Fut: Future> FusedStream for Once<Fut> {
    fn is_terminated(&self) -> bool {
        self.future.is_none()
    }
}

#[derive(Debug)]
pub struct Empty<T>(core::marker::PhantomData<T>);
impl<T> Unpin for Empty<T> {}
pub fn empty<T>() -> Empty<T> {
    Empty(core::marker::PhantomData)
}
impl<T> Stream for Empty<T> {
    type Item = T;
    fn poll_next(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(None)
    }
}
impl<T> FusedStream for Empty<T> {
    fn is_terminated(&self) -> bool {
        true
    }
}

#[derive(Debug)]
pub struct Pending<T>(core::marker::PhantomData<T>);
impl<T> Unpin for Pending<T> {}
pub fn pending<T>() -> Pending<T> {
    Pending(core::marker::PhantomData)
}
impl<T> Stream for Pending<T> {
    type Item = T;
    fn poll_next(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Pending
    }
}

#[derive(Debug, Clone)]
pub struct Repeat<T> {
    item: T,
}
impl<T> Unpin for Repeat<T> {}
pub fn repeat<T: Clone>(item: T) -> Repeat<T> {
    Repeat { item }
}
impl<T: Clone> Stream for Repeat<T> {
    type Item = T;
    fn poll_next(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(Some(self.item.clone()))
    }
}

pub struct RepeatWith<F> {
    repeater: F,
}
impl<F> Unpin for RepeatWith<F> {}
pub fn repeat_with<A, F: FnMut() -> A>(repeater: F) -> RepeatWith<F> {
    RepeatWith { repeater }
}
impl<A, F: FnMut() -> A> Stream for RepeatWith<F> {
    type Item = A;
    fn poll_next(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<A>> {
        Poll::Ready(Some((&mut self.repeater)()))
    }
}

pub struct PollFn<F> {
    f: F,
}
impl<F> Unpin for PollFn<F> {}
pub fn poll_fn<T, F: FnMut(&mut Context<'_>) -> Poll<Option<T>>>(f: F) -> PollFn<F> {
    PollFn { f }
}
impl<T, F: FnMut(&mut Context<'_>) -> Poll<Option<T>>> Stream for PollFn<F> {
    type Item = T;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        (&mut self.f)(cx)
    }
}

pub struct Unfold<T, F, Fut> {
    f: F,
    /// Between two items.
    state: Option<T>,
    future: Option<Fut>,
}
pub fn unfold<T, F: FnMut(T) -> Fut, Fut: Future<Output = Option<(Item, T)>>, Item>(
    init: T,
    f: F,
) -> Unfold<T, F, Fut> {
    Unfold {
        f,
        state: Some(init),
        future: None,
    }
}
impl<T, F: FnMut(T) -> Fut, Fut: Future<Output = Option<(Item, T)>>, Item> Stream for Unfold<T, F, Fut> {
    type Item = Item;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        if let Some(state) = this.state.take() {
            this.future = Some((this.f)(state));
        }
        let polled = match &mut this.future {
            Some(future) => unsafe { Pin::new_unchecked(future) }.poll(cx),
            None => return Poll::Ready(None),
        };
        match polled {
            Poll::Pending => Poll::Pending,
            Poll::Ready(step) => {
                this.future = None;
                Poll::Ready(step.map(|(item, state)| {
                    this.state = Some(state);
                    item
                }))
            }
        }
    }
}
impl<T, F: FnMut(T) -> Fut, Fut: Future<Output = Option<(Item, T)>>, Item> FusedStream for Unfold<T, F, Fut> {
    fn is_terminated(&self) -> bool {
        self.state.is_none() && self.future.is_none()
    }
}

/// As `unfold`; an error is the last item.
pub struct TryUnfold<T, F, Fut> {
    f: F,
    state: Option<T>,
    future: Option<Fut>,
}
pub fn try_unfold<T, F, Fut, Item, E>(init: T, f: F) -> TryUnfold<T, F, Fut>
where
    F: FnMut(T) -> Fut,
    Fut: Future<Output = Result<Option<(Item, T)>, E>>,
{
    TryUnfold {
        f,
        state: Some(init),
        future: None,
    }
}
impl<T, F, Fut, Item, E> Stream for TryUnfold<T, F, Fut>
where
    F: FnMut(T) -> Fut,
    Fut: Future<Output = Result<Option<(Item, T)>, E>>,
{
    type Item = Result<Item, E>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = unsafe { self.get_unchecked_mut() };
        if let Some(state) = this.state.take() {
            this.future = Some((this.f)(state));
        }
        let step = match &mut this.future {
            Some(future) => match unsafe { Pin::new_unchecked(future) }.poll(cx) {
                Poll::Ready(step) => step,
                Poll::Pending => return Poll::Pending,
            },
            None => return Poll::Ready(None),
        };
        this.future = None;
        Poll::Ready(match step {
            Ok(Some((item, state))) => {
                this.state = Some(state);
                Some(Ok(item))
            }
            Ok(None) => None,
            Err(e) => Some(Err(e)),
        })
    }
}
