//! Many streams as one: whichever has an item.

use core::pin::Pin;
use core::task::{Context, Poll};

use super::adapters::ready;
use super::{FusedStream, FuturesUnordered, Stream, StreamExt, StreamFuture};

#[must_use = "streams do nothing unless polled"]
pub struct SelectAll<St: Stream + Unpin> {
    inner: FuturesUnordered<StreamFuture<St>>,
}
impl<St: Stream + Unpin> Unpin for SelectAll<St> {}
impl<St: Stream + Unpin> SelectAll<St> {
    pub fn new() -> SelectAll<St> {
        SelectAll {
            inner: FuturesUnordered::new(),
        }
    }
    pub fn len(&self) -> usize {
        self.inner.len()
    }
    pub fn is_empty(&self) -> bool {
        self.inner.is_empty()
    }
    pub fn push(&mut self, stream: St) {
        self.inner.push(stream.into_future());
    }
}
impl<St: Stream + Unpin> Default for SelectAll<St> {
    fn default() -> Self {
        SelectAll::new()
    }
}
impl<St: Stream + Unpin> Stream for SelectAll<St> {
    type Item = St::Item;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        loop {
            match ready!(Pin::new(&mut self.inner).poll_next(cx)) {
                Some((Some(item), rest)) => {
                    self.push(rest);
                    return Poll::Ready(Some(item));
                }
                // A stream is over; the others go on.
                Some((None, _)) => {}
                None => return Poll::Ready(None),
            }
        }
    }
}
impl<St: Stream + Unpin> FusedStream for SelectAll<St> {
    fn is_terminated(&self) -> bool {
        self.inner.is_terminated()
    }
}

pub fn select_all<I>(streams: I) -> SelectAll<I::Item>
where
    I: IntoIterator,
    I::Item: Stream + Unpin,
{
    let mut set = SelectAll::new();
    for stream in streams {
        set.push(stream);
    }
    set
}
impl<St: Stream + Unpin> FromIterator<St> for SelectAll<St> {
    fn from_iter<T: IntoIterator<Item = St>>(iter: T) -> Self {
        select_all(iter)
    }
}
impl<St: Stream + Unpin> Extend<St> for SelectAll<St> {
    fn extend<T: IntoIterator<Item = St>>(&mut self, iter: T) {
        for stream in iter {
            self.push(stream);
        }
    }
}
