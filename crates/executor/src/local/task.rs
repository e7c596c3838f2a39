//! A task's one allocation, and the wakers that point to it: the only `unsafe` of this crate.
//!
//! A future need not be `Send`, but its wakers are. Both live in one `Arc<Task<F>>`, so this module must see
//! to it that a waker on another thread never touches the future or its output, not even by being the last
//! to let go. It rests on three rules:
//!
//! 1. `Task::local` holds the future only as long as there is an [`OwnedTask`], and an output only as long as
//!    there is a [`Joining`]; whoever of them is dropped clears its part first. If one of them is leaked, so is
//!    its count, and the allocation is never freed.
//! 2. `OwnedTask` and `Joining` are neither `Send` nor `Sync`, and only they reach `Task::local`. Both are made
//!    by [`new`] on one thread and thus stay there.
//! 3. A waker reaches `Task::target` only, which is `Sync` by itself.
//!
//! So when a waker elsewhere frees the allocation, `local` is empty and there is nothing to drop in it.
#![allow(unsafe_code)]

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

use super::wake::Target;
use crate::JoinError;

/// A spawned task.
struct Task<F: Future> {
    target: Target,
    local: Local<F>,
}

/// What only the executor's thread touches.
struct Local<F: Future> {
    stage: RefCell<Stage<F>>,
    /// Who awaits the output.
    joiner: Cell<Option<Waker>>,
    /// Whether anybody can still ask for the output.
    joinable: Cell<bool>,
    finished: Cell<bool>,
}

enum Stage<F: Future> {
    Future(F),
    Output(Result<F::Output, JoinError>),
    Empty,
}

// SAFETY: `target` is Send and Sync by itself. `local` is not, but by the rules above it is reached only
// through `OwnedTask` and `Joining`, which stay on the thread that made them, and it is empty when the
// allocation is freed by anybody else.
unsafe impl<F: Future> Send for Task<F> {}
// SAFETY: as above.
unsafe impl<F: Future> Sync for Task<F> {}

/// Makes a task of a future: the part for the scheduler and the part for who wants the output.
pub(super) fn new<F: Future + 'static>(
    future: F,
    target: Target,
) -> (OwnedTask, Joining<F::Output>) {
    let local = Local {
        stage: RefCell::new(Stage::Future(future)),
        joiner: Cell::new(None),
        joinable: Cell::new(true),
        finished: Cell::new(false),
    };
    let task = Arc::new(Task { target, local });
    (
        OwnedTask(task.clone(), PhantomData),
        Joining(task, PhantomData),
    )
}

/// The executor's end of a task; the future is dropped with it at the latest.
pub(super) struct OwnedTask(Arc<dyn AnyTask>, PhantomData<*const ()>);

/// What happens at the end of a task, in this order.
pub(super) enum Step<'a> {
    /// The poll that ended the task was ready.
    Ready,
    /// It panicked, with this message.
    Panicked(&'a str),
    /// The future was dropped. What follows is that the handle is woken.
    Dropped,
}

trait AnyTask {
    fn target(&self) -> &Target;

    /// See [`OwnedTask::poll`].
    ///
    /// # Safety
    /// `this` must be `Arc::as_ptr` of the `Arc` that `self` is in.
    unsafe fn poll(&self, this: *const (), report: &mut dyn FnMut(Step)) -> Poll<()>;

    fn cancel(&self, report: &mut dyn FnMut(Step));
}

impl OwnedTask {
    #[inline]
    pub(super) fn target(&self) -> &Target {
        self.0.target()
    }

    /// Polls the future; a panic is caught. When that ends the task, the future is dropped and the output given
    /// to whoever wants it.
    #[inline]
    pub(super) fn poll(&self, report: &mut dyn FnMut(Step)) -> Poll<()> {
        let this = Arc::as_ptr(&self.0).cast();
        // SAFETY: it is.
        unsafe { self.0.poll(this, report) }
    }

    /// Drops the future unpolled or half-way, and tells whoever waits for the output.
    pub(super) fn cancel(self, report: &mut dyn FnMut(Step)) {
        self.0.cancel(report);
    }
}

impl Drop for OwnedTask {
    fn drop(&mut self) {
        // Rule 1. After the end of the task there is no future and this does nothing.
        self.0.cancel(&mut |_| {});
    }
}

impl<F: Future + 'static> AnyTask for Task<F> {
    fn target(&self) -> &Target {
        &self.target
    }

    unsafe fn poll(&self, this: *const (), report: &mut dyn FnMut(Step)) -> Poll<()> {
        let polled = {
            // SAFETY: `this` comes from the `Arc` that we are in, which lives during the poll; the waker is not
            // dropped, so it may be made without adding to the count.
            let waker = ManuallyDrop::new(unsafe { Waker::from_raw(raw_waker::<Self>(this)) });
            let mut cx = Context::from_waker(&waker);
            let mut stage = self.local.stage.borrow_mut();
            let Stage::Future(future) = &mut *stage else {
                return Poll::Ready(());
            };
            // SAFETY: the task is in an `Arc` and never moves, and a future leaves `stage` only by being
            // dropped in place, in `Local::finish`.
            let future = unsafe { Pin::new_unchecked(future) };
            catch_unwind(AssertUnwindSafe(|| future.poll(&mut cx)))
        };
        let result = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(output)) => {
                report(Step::Ready);
                Ok(output)
            }
            Err(payload) => {
                let error = JoinError::Panicked(payload);
                report(Step::Panicked(error.panic_message().unwrap_or_default()));
                Err(error)
            }
        };
        self.local.finish(result, report);
        Poll::Ready(())
    }

    fn cancel(&self, report: &mut dyn FnMut(Step)) {
        if !self.local.finished.get() {
            self.local.finish(Err(JoinError::Aborted), report);
        }
    }
}

impl<F: Future> Local<F> {
    /// Drops the future, keeps the result if somebody can ask for it, and wakes who waits for it.
    fn finish(&self, mut result: Result<F::Output, JoinError>, report: &mut dyn FnMut(Step)) {
        self.finished.set(true);
        let dropped = catch_unwind(AssertUnwindSafe(|| {
            // In place, as it is pinned. The future's own destructor may come back here by way of a handle to
            // this task: `finished` is set, `Joining` then finds `stage` in use and leaves it alone.
            *self.stage.borrow_mut() = Stage::Empty;
        }));
        if let Err(payload) = dropped {
            result = Err(JoinError::Panicked(payload));
        }
        report(Step::Dropped);
        if self.joinable.get() {
            *self.stage.borrow_mut() = Stage::Output(result);
        }
        if let Some(joiner) = self.joiner.take() {
            joiner.wake();
        }
    }
}

/// The end of a task for who wants its output, which is dropped with it at the latest.
pub(super) struct Joining<T>(Arc<dyn JoinTask<T>>, PhantomData<*const ()>);

trait JoinTask<T> {
    fn target(&self) -> &Target;
    fn is_finished(&self) -> bool;
    fn poll_join(&self, waker: &Waker) -> Poll<Result<T, JoinError>>;
    fn let_go(&self);
}

impl<T> Joining<T> {
    pub(super) fn target(&self) -> &Target {
        self.0.target()
    }

    pub(super) fn is_finished(&self) -> bool {
        self.0.is_finished()
    }

    /// The result, once. Until there is one, `waker` is kept to be woken.
    #[inline]
    pub(super) fn poll(&self, waker: &Waker) -> Poll<Result<T, JoinError>> {
        self.0.poll_join(waker)
    }
}

impl<T> Drop for Joining<T> {
    fn drop(&mut self) {
        // Rule 1.
        self.0.let_go();
    }
}

impl<F: Future + 'static> JoinTask<F::Output> for Task<F> {
    fn target(&self) -> &Target {
        &self.target
    }

    fn is_finished(&self) -> bool {
        self.local.finished.get()
    }

    fn poll_join(&self, waker: &Waker) -> Poll<Result<F::Output, JoinError>> {
        // In use: the future is being polled or dropped at this moment, and itself asks.
        if let Ok(mut stage) = self.local.stage.try_borrow_mut()
            && !matches!(*stage, Stage::Future(_))
        {
            return match std::mem::replace(&mut *stage, Stage::Empty) {
                Stage::Output(result) => Poll::Ready(result),
                _ => panic!("a JoinHandle was polled after it had given its output"),
            };
        }
        let before = self.local.joiner.take();
        let waker = match before {
            Some(before) if before.will_wake(waker) => before,
            _ => waker.clone(),
        };
        self.local.joiner.set(Some(waker));
        Poll::Pending
    }

    fn let_go(&self) {
        self.local.joinable.set(false);
        drop(self.local.joiner.take());
        let Ok(mut stage) = self.local.stage.try_borrow_mut() else {
            return;
        };
        if matches!(*stage, Stage::Output(_)) {
            let output = std::mem::replace(&mut *stage, Stage::Empty);
            drop(stage);
            drop(output);
        }
    }
}

/// What a waker made here can point to.
trait Wakeable: Send + Sync + 'static {
    fn target(&self) -> &Target;
}

impl<F: Future + 'static> Wakeable for Task<F> {
    fn target(&self) -> &Target {
        &self.target
    }
}

impl Wakeable for Target {
    fn target(&self) -> &Target {
        self
    }
}

/// Lends a waker of something that is no spawned task: the future given to `block_on`.
pub(super) fn with_waker<R>(target: &Arc<Target>, f: impl FnOnce(&Waker) -> R) -> R {
    // SAFETY: the pointer comes from an `Arc` that is borrowed meanwhile, and the waker is not dropped, so it
    // may be made without adding to the count.
    let waker = ManuallyDrop::new(unsafe {
        Waker::from_raw(raw_waker::<Target>(Arc::as_ptr(target).cast()))
    });
    f(&waker)
}

/// A raw waker over a pointer of `Arc<T>`; whoever makes a `Waker` of it sees to the count.
fn raw_waker<T: Wakeable>(this: *const ()) -> RawWaker {
    RawWaker::new(this, &const { vtable::<T>() })
}

/// The functions of a waker whose data is `Arc::into_raw` of an `Arc<T>`.
const fn vtable<T: Wakeable>() -> RawWakerVTable {
    RawWakerVTable::new(
        |this| {
            // SAFETY: here and below, `this` came from an `Arc<T>`, and the waker we are called for keeps a
            // count of it (or stands for one that is kept meanwhile).
            let target = unsafe {
                Arc::increment_strong_count(this.cast::<T>());
                &*this.cast::<T>()
            };
            target.target().cloned();
            raw_waker::<T>(this)
        },
        |this| {
            // SAFETY: the waker's count becomes ours.
            let this = unsafe { Arc::from_raw(this.cast::<T>()) };
            this.target().wake();
            this.target().dropped();
        },
        |this| {
            // SAFETY: the waker is only borrowed.
            let this = unsafe { &*this.cast::<T>() };
            this.target().wake();
        },
        |this| {
            // SAFETY: the waker's count becomes ours.
            let this = unsafe { Arc::from_raw(this.cast::<T>()) };
            this.target().dropped();
        },
    )
}
