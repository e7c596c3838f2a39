//! What tokio gives one after the other, as streams.

use std::boxed::Box;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::string::String;
use std::task::{Context, Poll, ready};
use std::vec::Vec;

use tokio::fs::{DirEntry, ReadDir};
use tokio::io::{AsyncBufRead, Lines, Split};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{broadcast, mpsc, watch};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, Interval};

use crate::Stream;
use crate::transform::Hint;

pub mod errors {
    //! Errors of the wrappers.
    pub use super::BroadcastStreamRecvError;
}

macro_rules! wraps {
    ($($T:ident $([$P:ident])? ($Inner:ty) by $name:ident;)*) => { $(
        #[derive(Debug)]
        pub struct $T $(<$P>)? {
            inner: $Inner,
        }
        impl $(<$P>)? $T $(<$P>)? {
            pub fn new($name: $Inner) -> Self {
                $T { inner: $name }
            }
            pub fn into_inner(self) -> $Inner {
                self.inner
            }
        }
        impl $(<$P>)? AsRef<$Inner> for $T $(<$P>)? {
            fn as_ref(&self) -> &$Inner {
                &self.inner
            }
        }
        impl $(<$P>)? AsMut<$Inner> for $T $(<$P>)? {
            fn as_mut(&mut self) -> &mut $Inner {
                &mut self.inner
            }
        }
    )* };
}
wraps! {
    ReceiverStream[T] (mpsc::Receiver<T>) by recv;
    UnboundedReceiverStream[T] (mpsc::UnboundedReceiver<T>) by recv;
    IntervalStream (Interval) by interval;
    TcpListenerStream (TcpListener) by listener;
    LinesStream[R] (Lines<R>) by lines;
    SplitStream[R] (Split<R>) by split;
    ReadDirStream (ReadDir) by read_dir;
    JoinSetStream[T] (JoinSet<T>) by join_set;
}

impl<T> ReceiverStream<T> {
    pub fn close(&mut self) {
        self.inner.close();
    }
}
impl<T> From<mpsc::Receiver<T>> for ReceiverStream<T> {
    fn from(recv: mpsc::Receiver<T>) -> Self {
        Self::new(recv)
    }
}
impl<T> Stream for ReceiverStream<T> {
    type Item = T;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        self.inner.poll_recv(cx)
    }
    fn size_hint(&self) -> Hint {
        let used = self.inner.max_capacity() - self.inner.capacity();
        (self.inner.len(), self.inner.is_closed().then_some(used))
    }
}
impl<T> UnboundedReceiverStream<T> {
    pub fn close(&mut self) {
        self.inner.close();
    }
}
impl<T> From<mpsc::UnboundedReceiver<T>> for UnboundedReceiverStream<T> {
    fn from(recv: mpsc::UnboundedReceiver<T>) -> Self {
        Self::new(recv)
    }
}
impl<T> Stream for UnboundedReceiverStream<T> {
    type Item = T;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        self.inner.poll_recv(cx)
    }
    fn size_hint(&self) -> Hint {
        let len = self.inner.len();
        (len, self.inner.is_closed().then_some(len))
    }
}
impl Stream for IntervalStream {
    type Item = Instant;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Instant>> {
        self.inner.poll_tick(cx).map(Some)
    }
    fn size_hint(&self) -> Hint {
        (usize::MAX, None)
    }
}
impl Stream for TcpListenerStream {
    type Item = io::Result<TcpStream>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<TcpStream>>> {
        let accepted = ready!(self.inner.poll_accept(cx));
        Poll::Ready(Some(accepted.map(|(stream, _)| stream)))
    }
}
impl<R> LinesStream<R> {
    pub fn as_pin_mut(self: Pin<&mut Self>) -> Pin<&mut Lines<R>> {
        unsafe { self.map_unchecked_mut(|this| &mut this.inner) }
    }
}
impl<R: AsyncBufRead> Stream for LinesStream<R> {
    type Item = io::Result<String>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<String>>> {
        self.as_pin_mut().poll_next_line(cx).map(Result::transpose)
    }
}
impl<R> SplitStream<R> {
    pub fn as_pin_mut(self: Pin<&mut Self>) -> Pin<&mut Split<R>> {
        unsafe { self.map_unchecked_mut(|this| &mut this.inner) }
    }
}
impl<R: AsyncBufRead> Stream for SplitStream<R> {
    type Item = io::Result<Vec<u8>>;
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Vec<u8>>>> {
        self.as_pin_mut().poll_next_segment(cx).map(Result::transpose)
    }
}
impl Stream for ReadDirStream {
    type Item = io::Result<DirEntry>;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<DirEntry>>> {
        self.inner.poll_next_entry(cx).map(Result::transpose)
    }
}
impl<T> From<JoinSet<T>> for JoinSetStream<T> {
    fn from(join_set: JoinSet<T>) -> Self {
        Self::new(join_set)
    }
}
impl<T: 'static> Stream for JoinSetStream<T> {
    type Item = Result<T, JoinError>;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.inner.poll_join_next(cx)
    }
    fn size_hint(&self) -> Hint {
        let len = self.inner.len();
        (len, Some(len))
    }
}

/// Receives once and gives the receiver back: its receiving future borrows it.
type Receives<R, T> = Pin<Box<dyn Future<Output = (T, R)> + Send>>;

pub struct BroadcastStream<T> {
    inner: Receives<broadcast::Receiver<T>, Result<T, broadcast::error::RecvError>>,
}
#[derive(Debug, PartialEq, Eq, Clone)]
pub enum BroadcastStreamRecvError {
    Lagged(u64),
}
impl fmt::Display for BroadcastStreamRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BroadcastStreamRecvError::Lagged(count) = self;
        write!(f, "channel lagged by {count}")
    }
}
impl std::error::Error for BroadcastStreamRecvError {}
async fn receive<T: Clone>(
    mut rx: broadcast::Receiver<T>,
) -> (Result<T, broadcast::error::RecvError>, broadcast::Receiver<T>) {
    let result = rx.recv().await;
    (result, rx)
}
impl<T: 'static + Clone + Send> BroadcastStream<T> {
    pub fn new(rx: broadcast::Receiver<T>) -> Self {
        BroadcastStream {
            inner: Box::pin(receive(rx)),
        }
    }
}
impl<T: 'static + Clone + Send> From<broadcast::Receiver<T>> for BroadcastStream<T> {
    fn from(recv: broadcast::Receiver<T>) -> Self {
        Self::new(recv)
    }
}
impl<T> fmt::Debug for BroadcastStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BroadcastStream").finish()
    }
}
impl<T: 'static + Clone + Send> Stream for BroadcastStream<T> {
    type Item = Result<T, BroadcastStreamRecvError>;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        use broadcast::error::RecvError;
        let (result, rx) = ready!(self.inner.as_mut().poll(cx));
        self.inner = Box::pin(receive(rx));
        Poll::Ready(match result {
            Ok(item) => Some(Ok(item)),
            Err(RecvError::Closed) => None,
            Err(RecvError::Lagged(count)) => Some(Err(BroadcastStreamRecvError::Lagged(count))),
        })
    }
}

pub struct WatchStream<T> {
    inner: Receives<watch::Receiver<T>, Result<(), watch::error::RecvError>>,
}
impl<T> Unpin for WatchStream<T> {}
async fn change<T: Clone + Send + Sync>(
    mut rx: watch::Receiver<T>,
) -> (Result<(), watch::error::RecvError>, watch::Receiver<T>) {
    let result = rx.changed().await;
    (result, rx)
}
impl<T: 'static + Clone + Send + Sync> WatchStream<T> {
    /// Begins with the value that is there.
    pub fn new(rx: watch::Receiver<T>) -> Self {
        WatchStream {
            inner: Box::pin(async move { (Ok(()), rx) }),
        }
    }
    pub fn from_changes(rx: watch::Receiver<T>) -> Self {
        WatchStream {
            inner: Box::pin(change(rx)),
        }
    }
}
impl<T: 'static + Clone + Send + Sync> From<watch::Receiver<T>> for WatchStream<T> {
    fn from(recv: watch::Receiver<T>) -> Self {
        Self::new(recv)
    }
}
impl<T> fmt::Debug for WatchStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WatchStream").finish()
    }
}
impl<T: 'static + Clone + Send + Sync> Stream for WatchStream<T> {
    type Item = T;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let (result, mut rx) = ready!(self.inner.as_mut().poll(cx));
        let received = result.ok().map(|()| rx.borrow_and_update().clone());
        self.inner = Box::pin(change(rx));
        Poll::Ready(received)
    }
}
