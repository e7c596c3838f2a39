//! What can start tasks.

use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;

use crate::channel::oneshot;

pub struct LocalFutureObj<'a, T> {
    future: Pin<Box<dyn Future<Output = T> + 'a>>,
}
pub struct FutureObj<'a, T>(LocalFutureObj<'a, T>);
unsafe impl<T> Send for FutureObj<'_, T> {}

impl<'a, T> LocalFutureObj<'a, T> {
    pub fn new<F: Future<Output = T> + 'a>(future: Box<F>) -> LocalFutureObj<'a, T> {
        LocalFutureObj {
            future: Box::into_pin(future),
        }
    }
}
impl<'a, T> FutureObj<'a, T> {
    pub fn new<F: Future<Output = T> + Send + 'a>(future: Box<F>) -> FutureObj<'a, T> {
        FutureObj(LocalFutureObj::new(future))
    }
}
impl<'a, T> From<FutureObj<'a, T>> for LocalFutureObj<'a, T> {
    fn from(future: FutureObj<'a, T>) -> LocalFutureObj<'a, T> {
        future.0
    }
}
impl<T> Future for LocalFutureObj<'_, T> {
    type Output = T;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        self.future.as_mut().poll(cx)
    }
}
impl<T> Future for FutureObj<'_, T> {
    type Output = T;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        Pin::new(&mut self.0).poll(cx)
    }
}

pub struct SpawnError {
    _private: (),
}
impl SpawnError {
    pub fn shutdown() -> SpawnError {
        SpawnError { _private: () }
    }
    pub fn is_shutdown(&self) -> bool {
        true
    }
}
impl fmt::Debug for SpawnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SpawnError").field(&"shutdown").finish()
    }
}
impl fmt::Display for SpawnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Executor is shutdown")
    }
}
impl std::error::Error for SpawnError {}

pub trait Spawn {
    fn spawn_obj(&self, future: FutureObj<'static, ()>) -> Result<(), SpawnError>;
    fn status(&self) -> Result<(), SpawnError> {
        Ok(())
    }
}
pub trait LocalSpawn {
    fn spawn_local_obj(&self, future: LocalFutureObj<'static, ()>) -> Result<(), SpawnError>;
    fn status_local(&self) -> Result<(), SpawnError> {
        Ok(())
    }
}
impl<S: ?Sized + Spawn> Spawn for &S {
    fn spawn_obj(&self, future: FutureObj<'static, ()>) -> Result<(), SpawnError> {
        (**self).spawn_obj(future)
    }
}
impl<S: ?Sized + LocalSpawn> LocalSpawn for &S {
    fn spawn_local_obj(&self, future: LocalFutureObj<'static, ()>) -> Result<(), SpawnError> {
        (**self).spawn_local_obj(future)
    }
}
pub trait SpawnExt: Spawn {
    fn spawn<F: Future<Output = ()> + Send + 'static>(&self, future: F) -> Result<(), SpawnError> {
        self.spawn_obj(FutureObj::new(Box::new(future)))
    }
    fn spawn_with_handle<F>(&self, future: F) -> Result<crate::future::RemoteHandle<F::Output>, SpawnError>
    where
        F: Future + Send + 'static,
        F::Output: Send,
    {
        let (future, handle) = remote(future);
        self.spawn(future)?;
        Ok(handle)
    }
}
impl<S: ?Sized + Spawn> SpawnExt for S {}
pub trait LocalSpawnExt: LocalSpawn {
    fn spawn_local<F: Future<Output = ()> + 'static>(&self, future: F) -> Result<(), SpawnError> {
        self.spawn_local_obj(LocalFutureObj::new(Box::new(future)))
    }
    fn spawn_local_with_handle<F: Future + 'static>(
        &self,
        future: F,
    ) -> Result<crate::future::RemoteHandle<F::Output>, SpawnError> {
        let (future, handle) = remote(future);
        self.spawn_local(future)?;
        Ok(handle)
    }
}
impl<S: ?Sized + LocalSpawn> LocalSpawnExt for S {}

/// A future that hands its output over, and is dropped when nobody wants it any more.
fn remote<F: Future>(future: F) -> (Remote<F>, crate::future::RemoteHandle<F::Output>) {
    let (tx, rx) = oneshot::channel();
    (Remote { future, tx: Some(tx) }, crate::future::RemoteHandle::new(rx))
}
struct Remote<F: Future> {
    future: F,
    tx: Option<oneshot::Sender<F::Output>>,
}
impl<F: Future> Future for Remote<F> {
    type Output = ();
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = unsafe { self.get_unchecked_mut() };
        if let Some(tx) = &mut this.tx {
            if tx.poll_canceled(cx).is_ready() {
                return Poll::Ready(());
            }
        }
        match unsafe { Pin::new_unchecked(&mut this.future) }.poll(cx) {
            Poll::Ready(output) => {
                if let Some(tx) = this.tx.take() {
                    let _ = tx.send(output);
                }
                Poll::Ready(())
            }
            Poll::Pending => Poll::Pending,
        }
    }
}
