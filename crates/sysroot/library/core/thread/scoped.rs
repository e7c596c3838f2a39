//! Scoped threads.

use super::{JoinInner, Result, Thread, spawn_raw};
use crate::marker::PhantomData;
use crate::sync::Arc;
use crate::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use crate::{fmt, intrinsics, panic};

struct ScopeData {
    running: AtomicUsize,
    a_thread_panicked: AtomicBool,
    main: Thread,
}
impl ScopeData {
    fn ended(&self, panicked: bool) {
        if panicked {
            self.a_thread_panicked.store(true, Ordering::SeqCst);
        }
        if self.running.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.main.unpark();
        }
    }
}
pub struct Scope<'scope, 'env: 'scope> {
    data: Arc<ScopeData>,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}
pub struct ScopedJoinHandle<'scope, T> {
    inner: JoinInner<T>,
    scope: PhantomData<&'scope ()>,
    data: Arc<ScopeData>,
}

pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let scope = Scope {
        data: Arc::new(ScopeData {
            running: AtomicUsize::new(0),
            a_thread_panicked: AtomicBool::new(false),
            main: super::current(),
        }),
        scope: PhantomData,
        env: PhantomData,
    };
    let result = panic::catch_unwind(panic::AssertUnwindSafe(|| f(&scope)));
    while scope.data.running.load(Ordering::SeqCst) != 0 {
        intrinsics::thread_park(u64::MAX);
    }
    match result {
        Err(payload) => panic::resume_unwind(payload),
        Ok(_) if scope.data.a_thread_panicked.load(Ordering::SeqCst) => panic!("a scoped thread panicked"),
        Ok(result) => result,
    }
}

impl<'scope, 'env> Scope<'scope, 'env> {
    pub fn spawn<F: FnOnce() -> T + Send + 'scope, T: Send + 'scope>(
        &'scope self,
        f: F,
    ) -> ScopedJoinHandle<'scope, T> {
        self.start(f, None)
    }
    pub(super) fn start<F: FnOnce() -> T + Send + 'scope, T: Send + 'scope>(
        &'scope self,
        f: F,
        name: Option<String>,
    ) -> ScopedJoinHandle<'scope, T> {
        self.data.running.fetch_add(1, Ordering::SeqCst);
        let guard = Ended {
            data: self.data.clone(),
        };
        let inner = spawn_raw(
            move || {
                // Dropped after the closure and its captures, by a panic too.
                let _guard = guard;
                f()
            },
            name,
        );
        ScopedJoinHandle {
            inner,
            scope: PhantomData,
            data: self.data.clone(),
        }
    }
}
struct Ended {
    data: Arc<ScopeData>,
}
impl Drop for Ended {
    fn drop(&mut self) {
        self.data.ended(super::panicking())
    }
}
impl<'scope, T> ScopedJoinHandle<'scope, T> {
    pub fn thread(&self) -> &Thread {
        &self.inner.thread
    }
    pub fn join(self) -> Result<T> {
        let result = self.inner.join();
        if result.is_err() {
            // A panic that was seen is no panic of the scope. (Others may have panicked unseen: those are
            // told only when none was joined, a corner that the real one counts thread by thread.)
            self.data.a_thread_panicked.store(false, Ordering::SeqCst);
        }
        result
    }
    pub fn is_finished(&self) -> bool {
        self.inner.packet.done.load(Ordering::SeqCst)
    }
}
impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").finish_non_exhaustive()
    }
}
impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}
