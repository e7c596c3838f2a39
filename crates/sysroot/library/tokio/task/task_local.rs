//! Values of a task: set for a future, and seen by all that it calls.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::marker::PhantomPinned;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;

/// Declares keys: `task_local! { static NAME: Type; }`.
#[macro_export]
macro_rules! task_local {
    () => {};
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty; $($rest:tt)*) => {
        $crate::task_local!($(#[$attr])* $vis static $name: $t);
        $crate::task_local!($($rest)*);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty) => {
        $(#[$attr])*
        $vis static $name: $crate::task::LocalKey<$t> = {
            ::std::thread_local! {
                static KEY: ::std::cell::RefCell<::std::option::Option<$t>> = ::std::cell::RefCell::new(::std::option::Option::None);
            }
            $crate::task::LocalKey { inner: KEY }
        };
    };
}

pub struct LocalKey<T: 'static> {
    #[doc(hidden)]
    pub inner: thread::LocalKey<RefCell<Option<T>>>,
}
impl<T: 'static> LocalKey<T> {
    pub fn scope<F: Future>(&'static self, value: T, f: F) -> TaskLocalFuture<T, F> {
        TaskLocalFuture {
            local: self,
            slot: Some(value),
            future: Some(f),
            _pinned: PhantomPinned,
        }
    }
    #[track_caller]
    pub fn sync_scope<F: FnOnce() -> R, R>(&'static self, value: T, f: F) -> R {
        let mut slot = Some(value);
        let _swap = Swap::new(self, &mut slot);
        f()
    }
    #[track_caller]
    pub fn with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R {
        match self.try_with(f) {
            Ok(result) => result,
            Err(_) => panic!("cannot access a task-local storage value without setting it first"),
        }
    }
    pub fn try_with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> Result<R, AccessError> {
        self.inner.with(|slot| match &*slot.borrow() {
            Some(value) => Ok(f(value)),
            None => Err(AccessError { _private: () }),
        })
    }
}
impl<T: Clone + 'static> LocalKey<T> {
    #[track_caller]
    pub fn get(&'static self) -> T {
        self.with(|value| value.clone())
    }
    pub fn try_get(&'static self) -> Result<T, AccessError> {
        self.try_with(|value| value.clone())
    }
}
impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("LocalKey { .. }")
    }
}

/// Exchanges the thread's value with the future's, and back when it is dropped.
struct Swap<'a, T: 'static> {
    local: &'static LocalKey<T>,
    slot: &'a mut Option<T>,
}
impl<'a, T: 'static> Swap<'a, T> {
    fn new(local: &'static LocalKey<T>, slot: &'a mut Option<T>) -> Swap<'a, T> {
        local
            .inner
            .with(|inner| core::mem::swap(&mut *inner.borrow_mut(), slot));
        Swap { local, slot }
    }
}
impl<T: 'static> Drop for Swap<'_, T> {
    fn drop(&mut self) {
        self.local
            .inner
            .with(|inner| core::mem::swap(&mut *inner.borrow_mut(), self.slot));
    }
}

#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct TaskLocalFuture<T: 'static, F> {
    local: &'static LocalKey<T>,
    slot: Option<T>,
    future: Option<F>,
    _pinned: PhantomPinned,
}
impl<T: 'static, F> TaskLocalFuture<T, F> {
    pub fn take_value(self: Pin<&mut Self>) -> Option<T> {
        unsafe { self.get_unchecked_mut() }.slot.take()
    }
}
impl<T: 'static, F: Future> Future for TaskLocalFuture<T, F> {
    type Output = F::Output;
    #[track_caller]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        let _swap = Swap::new(this.local, &mut this.slot);
        let Some(future) = &mut this.future else {
            panic!("`TaskLocalFuture` polled after completion");
        };
        let polled = unsafe { Pin::new_unchecked(future) }.poll(cx);
        if polled.is_ready() {
            this.future = None;
        }
        polled
    }
}
impl<T: 'static, F> Drop for TaskLocalFuture<T, F> {
    fn drop(&mut self) {
        if self.future.is_some() {
            let _swap = Swap::new(self.local, &mut self.slot);
            self.future = None;
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct AccessError {
    _private: (),
}
impl fmt::Debug for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessError").finish()
    }
}
impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("task-local value not set")
    }
}
impl std::error::Error for AccessError {}
