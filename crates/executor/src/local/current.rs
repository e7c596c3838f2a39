//! The executor that runs on this thread at the moment.

use std::cell::RefCell;
use std::rc::Rc;

use super::Inner;

thread_local! {
    static CURRENT: RefCell<Option<Rc<Inner>>> = const { RefCell::new(None) };
}

/// Calls `f` with the running executor, if it is the one with this id.
#[inline]
pub(super) fn with<R>(id: u64, f: impl FnOnce(&Inner) -> R) -> Option<R> {
    // No access: the thread is being torn down, and nothing runs on it any more.
    CURRENT
        .try_with(|current| {
            let current = current.borrow();
            current
                .as_ref()
                .filter(|inner| inner.remote.id == id)
                .map(|inner| f(inner))
        })
        .ok()
        .flatten()
}

/// The running executor, if there is one.
pub(super) fn get() -> Option<Rc<Inner>> {
    CURRENT
        .try_with(|current| current.borrow().clone())
        .ok()
        .flatten()
}

/// From now until the guard is dropped, `inner` is the running executor; none if another one is.
pub(super) fn enter(inner: &Rc<Inner>) -> Option<Running> {
    CURRENT.with(|current| {
        let mut current = current.borrow_mut();
        if current.is_some() {
            return None;
        }
        *current = Some(inner.clone());
        Some(Running(()))
    })
}

pub(super) struct Running(());

impl Drop for Running {
    fn drop(&mut self) {
        let left = CURRENT.try_with(|current| current.borrow_mut().take());
        drop(left);
    }
}
