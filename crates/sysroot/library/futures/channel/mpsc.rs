//! Channels from many tasks to one. A bounded channel has room for its buffer and one message a sender, as the
//! real one does: a sender whose message went over the buffer is parked until the receiver has taken one.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use crate::sink::Sink;
use crate::stream::{FusedStream, Stream};

/// A sender's own word with the channel.
struct SenderTask {
    parked: bool,
    waker: Option<Waker>,
}
struct State<T> {
    queue: VecDeque<T>,
    /// `None` is unbounded.
    buffer: Option<usize>,
    open: bool,
    senders: usize,
    parked: VecDeque<Arc<Mutex<SenderTask>>>,
    rx_task: Option<Waker>,
}
type Inner<T> = Arc<Mutex<State<T>>>;
fn new<T>(buffer: Option<usize>) -> Inner<T> {
    Arc::new(Mutex::new(State {
        queue: VecDeque::new(),
        buffer,
        open: true,
        senders: 1,
        parked: VecDeque::new(),
        rx_task: None,
    }))
}

pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {
    let inner = new(Some(buffer));
    (
        Sender {
            inner: Some(inner.clone()),
            task: new_task(),
        },
        Receiver { inner: Some(inner) },
    )
}
pub fn unbounded<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let inner = new(None);
    (
        UnboundedSender {
            inner: Some(inner.clone()),
        },
        UnboundedReceiver { inner: Some(inner) },
    )
}
fn new_task() -> Arc<Mutex<SenderTask>> {
    Arc::new(Mutex::new(SenderTask {
        parked: false,
        waker: None,
    }))
}
/// Puts a message into an open channel and wakes the receiver. True when it went over the buffer.
fn push<T>(inner: &Inner<T>, msg: T) -> Result<bool, TrySendError<T>> {
    let mut state = inner.lock().unwrap();
    if !state.open {
        return Err(TrySendError {
            kind: Kind::Disconnected,
            val: msg,
        });
    }
    state.queue.push_back(msg);
    let over = match state.buffer {
        Some(buffer) => state.queue.len() > buffer,
        None => false,
    };
    let waker = state.rx_task.take();
    drop(state);
    if let Some(waker) = waker {
        waker.wake();
    }
    Ok(over)
}
fn close<T>(inner: &Inner<T>) {
    let mut state = inner.lock().unwrap();
    state.open = false;
    let waker = state.rx_task.take();
    drop(state);
    if let Some(waker) = waker {
        waker.wake();
    }
}

pub struct Sender<T> {
    inner: Option<Inner<T>>,
    task: Arc<Mutex<SenderTask>>,
}
impl<T> Sender<T> {
    /// Whether this sender still waits for room; keeps the waker for when there is.
    fn poll_unparked(&mut self, cx: Option<&mut Context<'_>>) -> Poll<()> {
        let mut task = self.task.lock().unwrap();
        if !task.parked {
            return Poll::Ready(());
        }
        if cx.is_some() {
            crate::waits::on("room in the channel");
        }
        task.waker = cx.map(|cx| cx.waker().clone());
        Poll::Pending
    }
    pub fn try_send(&mut self, msg: T) -> Result<(), TrySendError<T>> {
        let Some(inner) = self.inner.clone() else {
            return Err(TrySendError {
                kind: Kind::Disconnected,
                val: msg,
            });
        };
        if self.poll_unparked(None).is_pending() {
            return Err(TrySendError {
                kind: Kind::Full,
                val: msg,
            });
        }
        if push(&inner, msg)? {
            let mut task = self.task.lock().unwrap();
            task.waker = None;
            task.parked = true;
            drop(task);
            inner.lock().unwrap().parked.push_back(self.task.clone());
        }
        Ok(())
    }
    pub fn start_send(&mut self, msg: T) -> Result<(), SendError> {
        self.try_send(msg).map_err(|e| e.into_send_error())
    }
    pub fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        let open = match &self.inner {
            Some(inner) => inner.lock().unwrap().open,
            None => false,
        };
        if !open {
            return Poll::Ready(Err(SendError {
                kind: Kind::Disconnected,
            }));
        }
        self.poll_unparked(Some(cx)).map(Ok)
    }
    pub fn is_closed(&self) -> bool {
        match &self.inner {
            Some(inner) => !inner.lock().unwrap().open,
            None => true,
        }
    }
    pub fn close_channel(&mut self) {
        if let Some(inner) = &self.inner {
            close(inner)
        }
    }
    pub fn disconnect(&mut self) {
        leave(self.inner.take())
    }
}
fn leave<T>(inner: Option<Inner<T>>) {
    if let Some(inner) = inner {
        let mut state = inner.lock().unwrap();
        state.senders -= 1;
        let last = state.senders == 0;
        drop(state);
        if last {
            close(&inner);
        }
    }
}
impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        if let Some(inner) = &self.inner {
            inner.lock().unwrap().senders += 1;
        }
        Sender {
            inner: self.inner.clone(),
            task: new_task(),
        }
    }
}
impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        leave(self.inner.take())
    }
}
impl<T> Sink<T> for Sender<T> {
    type Error = SendError;
    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        Sender::poll_ready(&mut *self, cx)
    }
    fn start_send(mut self: Pin<&mut Self>, msg: T) -> Result<(), SendError> {
        Sender::start_send(&mut *self, msg)
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        match Sender::poll_ready(&mut *self, cx) {
            // Nobody will take them, but they are out of our hands.
            Poll::Ready(Err(e)) if e.is_disconnected() => Poll::Ready(Ok(())),
            other => other,
        }
    }
    fn poll_close(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        self.disconnect();
        Poll::Ready(Ok(()))
    }
}

pub struct UnboundedSender<T> {
    inner: Option<Inner<T>>,
}
impl<T> UnboundedSender<T> {
    pub fn unbounded_send(&self, msg: T) -> Result<(), TrySendError<T>> {
        match &self.inner {
            Some(inner) => push(inner, msg).map(|_| ()),
            None => Err(TrySendError {
                kind: Kind::Disconnected,
                val: msg,
            }),
        }
    }
    pub fn start_send(&mut self, msg: T) -> Result<(), SendError> {
        self.unbounded_send(msg).map_err(|e| e.into_send_error())
    }
    pub fn is_closed(&self) -> bool {
        match &self.inner {
            Some(inner) => !inner.lock().unwrap().open,
            None => true,
        }
    }
    pub fn close_channel(&self) {
        if let Some(inner) = &self.inner {
            close(inner)
        }
    }
    pub fn disconnect(&mut self) {
        leave(self.inner.take())
    }
    pub fn len(&self) -> usize {
        match &self.inner {
            Some(inner) => inner.lock().unwrap().queue.len(),
            None => 0,
        }
    }
}
impl<T> Clone for UnboundedSender<T> {
    fn clone(&self) -> UnboundedSender<T> {
        if let Some(inner) = &self.inner {
            inner.lock().unwrap().senders += 1;
        }
        UnboundedSender {
            inner: self.inner.clone(),
        }
    }
}
impl<T> Drop for UnboundedSender<T> {
    fn drop(&mut self) {
        leave(self.inner.take())
    }
}
impl<T> Sink<T> for UnboundedSender<T> {
    type Error = SendError;
    fn poll_ready(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        Poll::Ready(if self.is_closed() {
            Err(SendError {
                kind: Kind::Disconnected,
            })
        } else {
            Ok(())
        })
    }
    fn start_send(mut self: Pin<&mut Self>, msg: T) -> Result<(), SendError> {
        UnboundedSender::start_send(&mut *self, msg)
    }
    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        Poll::Ready(Ok(()))
    }
    fn poll_close(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        self.disconnect();
        Poll::Ready(Ok(()))
    }
}

macro_rules! receivers {
    ($($Name:ident)*) => { $(
        #[must_use = "streams do nothing unless polled"]
        pub struct $Name<T> {
            /// `None` once the end has been seen.
            inner: Option<Inner<T>>,
        }
        impl<T> Unpin for $Name<T> {}
        impl<T> $Name<T> {
            pub fn close(&mut self) {
                if let Some(inner) = &self.inner {
                    let mut state = inner.lock().unwrap();
                    state.open = false;
                    let parked: VecDeque<_> = core::mem::take(&mut state.parked);
                    drop(state);
                    for task in parked {
                        unpark(&task);
                    }
                }
            }
            fn next_message(&mut self) -> Poll<Option<T>> {
                let Some(inner) = &self.inner else { return Poll::Ready(None) };
                let mut state = inner.lock().unwrap();
                match state.queue.pop_front() {
                    Some(msg) => {
                        let task = state.parked.pop_front();
                        drop(state);
                        if let Some(task) = task {
                            unpark(&task);
                        }
                        Poll::Ready(Some(msg))
                    }
                    None if !state.open => {
                        drop(state);
                        self.inner = None;
                        Poll::Ready(None)
                    }
                    None => Poll::Pending,
                }
            }
            pub fn try_next(&mut self) -> Result<Option<T>, TryRecvError> {
                match self.next_message() {
                    Poll::Ready(msg) => Ok(msg),
                    Poll::Pending => Err(TryRecvError { _private: () }),
                }
            }
            pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
                match self.next_message() {
                    Poll::Ready(Some(msg)) => Ok(msg),
                    _ => Err(TryRecvError { _private: () }),
                }
            }
        }
        impl<T> Stream for $Name<T> {
            type Item = T;
            fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
                match self.next_message() {
                    Poll::Pending => {
                        if let Some(inner) = &self.inner {
                            inner.lock().unwrap().rx_task = Some(cx.waker().clone());
                        }
                        // A message may have come in between.
                        let next = self.next_message();
                        if next.is_pending() {
                            crate::waits::on("a message in the channel");
                        }
                        next
                    }
                    ready => ready,
                }
            }
        }
        impl<T> FusedStream for $Name<T> {
            fn is_terminated(&self) -> bool { self.inner.is_none() }
        }
        impl<T> Drop for $Name<T> {
            fn drop(&mut self) {
                self.close();
                while let Poll::Ready(Some(_)) = self.next_message() {}
            }
        }
        impl<T> fmt::Debug for $Name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct(stringify!($Name)).finish() }
        }
    )* };
}
receivers! { Receiver UnboundedReceiver }
fn unpark(task: &Arc<Mutex<SenderTask>>) {
    let mut task = task.lock().unwrap();
    task.parked = false;
    let waker = task.waker.take();
    drop(task);
    if let Some(waker) = waker {
        waker.wake();
    }
}
impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").field("closed", &self.is_closed()).finish()
    }
}
impl<T> fmt::Debug for UnboundedSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnboundedSender")
            .field("closed", &self.is_closed())
            .finish()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Full,
    Disconnected,
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendError {
    kind: Kind,
}
impl SendError {
    pub fn is_full(&self) -> bool {
        self.kind == Kind::Full
    }
    pub fn is_disconnected(&self) -> bool {
        self.kind == Kind::Disconnected
    }
}
fn describe(kind: Kind) -> &'static str {
    match kind {
        Kind::Full => "send failed because channel is full",
        Kind::Disconnected => "send failed because receiver is gone",
    }
}
impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(describe(self.kind))
    }
}
impl std::error::Error for SendError {}
#[derive(Clone, PartialEq, Eq)]
pub struct TrySendError<T> {
    kind: Kind,
    val: T,
}
impl<T> TrySendError<T> {
    pub fn is_full(&self) -> bool {
        self.kind == Kind::Full
    }
    pub fn is_disconnected(&self) -> bool {
        self.kind == Kind::Disconnected
    }
    pub fn into_inner(self) -> T {
        self.val
    }
    pub fn into_send_error(self) -> SendError {
        SendError { kind: self.kind }
    }
}
impl<T> fmt::Debug for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrySendError").field("kind", &self.kind).finish()
    }
}
impl<T> fmt::Display for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(describe(self.kind))
    }
}
impl<T> std::error::Error for TrySendError<T> {}
pub struct TryRecvError {
    _private: (),
}
impl fmt::Debug for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TryRecvError").finish()
    }
}
impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("receiver channel is empty")
    }
}
impl std::error::Error for TryRecvError {}
