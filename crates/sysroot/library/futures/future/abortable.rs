//! Futures that can be stopped from outside.

use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::task::AtomicWaker;

#[derive(Debug)]
struct AbortInner {
    waker: AtomicWaker,
    aborted: AtomicBool,
}
#[derive(Debug, Clone)]
pub struct AbortHandle {
    inner: Arc<AbortInner>,
}
#[derive(Debug)]
pub struct AbortRegistration {
    inner: Arc<AbortInner>,
}
impl AbortRegistration {
    pub fn handle(&self) -> AbortHandle {
        AbortHandle {
            inner: self.inner.clone(),
        }
    }
}
impl AbortHandle {
    pub fn new_pair() -> (AbortHandle, AbortRegistration) {
        let inner = Arc::new(AbortInner {
            waker: AtomicWaker::new(),
            aborted: AtomicBool::new(false),
        });
        (AbortHandle { inner: inner.clone() }, AbortRegistration { inner })
    }
    pub fn abort(&self) {
        self.inner.aborted.store(true, Ordering::Relaxed);
        self.inner.waker.wake();
    }
    pub fn is_aborted(&self) -> bool {
        self.inner.aborted.load(Ordering::Relaxed)
    }
}
#[derive(Debug, Clone)]
#[must_use = "futures/streams do nothing unless you poll them"]
pub struct Abortable<T> {
    task: T,
    inner: Arc<AbortInner>,
}
impl<T> Abortable<T> {
    pub fn new(task: T, reg: AbortRegistration) -> Abortable<T> {
        Abortable { task, inner: reg.inner }
    }
    pub fn is_aborted(&self) -> bool {
        self.inner.aborted.load(Ordering::Relaxed)
    }
}
pub fn abortable<F: Future>(future: F) -> (Abortable<F>, AbortHandle) {
    let (handle, reg) = AbortHandle::new_pair();
    (Abortable::new(future, reg), handle)
}
impl<F: Future> Future for Abortable<F> {
    type Output = Result<F::Output, Aborted>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<F::Output, Aborted>> {
        let this = unsafe { self.get_unchecked_mut() };
        if this.is_aborted() {
            return Poll::Ready(Err(Aborted));
        }
        if let Poll::Ready(output) = unsafe { Pin::new_unchecked(&mut this.task) }.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        this.inner.waker.register(cx.waker());
        // It may have been aborted between the look and the registration.
        if this.is_aborted() {
            Poll::Ready(Err(Aborted))
        } else {
            Poll::Pending
        }
    }
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aborted;
impl fmt::Display for Aborted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`Abortable` future has been aborted")
    }
}
impl std::error::Error for Aborted {}
