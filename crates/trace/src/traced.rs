//! [`Traced`]: any future, with its polls, wakes and end recorded.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use crate::{DropHow, Kind, Outcome, Sink, TaskId, TaskKind, WakeCause, current_task, enter_task};

/// A future that tells a [`Sink`] when it is made, polled, woken and dropped.
///
/// It works under any executor. What it can know without the executor's help:
/// - A wake is `queued` if it is the first since the last poll began.
/// - Clones of the waker are counted when a poll ends and when the future is dropped, by how many there are
///   then; a clone consumed by `wake` is seen at once. A clone that comes and goes within a poll is not seen,
///   and one dropped on its own between polls is seen at the next.
/// - A panic during a poll is recorded without its message, which passes by on its way to whoever catches it.
pub struct Traced<F> {
    /// None only while it is dropped.
    future: Option<Pin<Box<F>>>,
    task: Arc<Task>,
    /// The waker given to the future: the same one as long as the executor gives us the same one.
    waker: Option<Given>,
    progress: Progress,
}

/// A waker in both its forms, so that a poll need not make one of the other.
struct Given {
    traced: Arc<TracedWaker>,
    waker: Waker,
}

#[derive(Clone, Copy, PartialEq)]
enum Progress {
    NeverPolled,
    Polled,
    Ready,
}

impl<F> Traced<F> {
    /// Wraps a future that another one polls.
    pub fn child(sink: Arc<dyn Sink>, name: &str, future: F) -> Self {
        Traced::new(sink, TaskKind::Child, name, future)
    }

    /// Wraps a future that is then given to an executor.
    pub fn spawned(sink: Arc<dyn Sink>, name: &str, future: F) -> Self {
        Traced::new(sink, TaskKind::Spawned, name, future)
    }

    pub fn new(sink: Arc<dyn Sink>, kind: TaskKind, name: &str, future: F) -> Self {
        let id = sink.new_task();
        sink.record(&Kind::Spawn {
            task: id,
            parent: current_task(),
            kind,
            name: name.into(),
        });
        let task = Task {
            id,
            sink,
            woken: AtomicBool::new(true),
            gone: AtomicBool::new(false),
        };
        Traced {
            future: Some(Box::pin(future)),
            task: Arc::new(task),
            waker: None,
            progress: Progress::NeverPolled,
        }
    }

    pub fn id(&self) -> TaskId {
        self.task.id
    }
}

impl<F: Future> Future for Traced<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<F::Output> {
        let this = &mut *self;
        let same = |given: &Given| given.traced.inner.will_wake(cx.waker());
        if !this.waker.as_ref().is_some_and(same) {
            let traced = Arc::new(TracedWaker {
                task: this.task.clone(),
                inner: cx.waker().clone(),
                reported: AtomicUsize::new(0),
            });
            let waker = Waker::from(traced.clone());
            this.waker = Some(Given { traced, waker });
        }
        let given = this.waker.as_ref().expect("it was just made");
        let future = this
            .future
            .as_mut()
            .expect("it is there until it is dropped");
        this.progress = Progress::Polled;
        // Before the poll: a wake during it announces something that the poll may not see any more.
        this.task.woken.store(false, Ordering::Release);
        let mut polling = Polling::start(&this.task);
        let result = future.as_mut().poll(&mut Context::from_waker(&given.waker));
        polling.outcome = if result.is_ready() {
            Outcome::Ready
        } else {
            Outcome::Pending
        };
        drop(polling);
        if result.is_ready() {
            this.progress = Progress::Ready;
            this.task.gone.store(true, Ordering::Release);
        }
        given.traced.report_clones();
        result
    }
}

impl<F> Drop for Traced<F> {
    fn drop(&mut self) {
        // First the future, so that what its parts record while they are dropped comes before its own end.
        self.future = None;
        self.task.gone.store(true, Ordering::Release);
        if let Some(given) = &self.waker {
            given.traced.report_clones();
        }
        let how = match self.progress {
            Progress::NeverPolled => DropHow::NeverPolled,
            Progress::Polled => DropHow::Cancelled,
            Progress::Ready => DropHow::Completed,
        };
        self.task.record(&Kind::Dropped {
            task: self.task.id,
            how,
        });
    }
}

/// What the future and its wakers share.
struct Task {
    id: TaskId,
    sink: Arc<dyn Sink>,
    /// Since the last poll began; true before the first one.
    woken: AtomicBool,
    /// Ready or dropped: wakes have no effect any more.
    gone: AtomicBool,
}

impl Task {
    fn record(&self, kind: &Kind) {
        self.sink.record(kind);
    }
}

/// A poll that is going on. Dropped by a panic, it still says `Panicked`.
struct Polling<'a> {
    task: &'a Task,
    outcome: Outcome,
    _entered: crate::Entered,
}

impl<'a> Polling<'a> {
    fn start(task: &'a Task) -> Self {
        task.record(&Kind::PollStart { task: task.id });
        Polling {
            task,
            outcome: Outcome::Panicked,
            _entered: enter_task(task.id),
        }
    }
}

impl Drop for Polling<'_> {
    fn drop(&mut self) {
        let task = self.task.id;
        if self.outcome == Outcome::Panicked {
            self.task.record(&Kind::Panic {
                task: Some(task),
                message: String::new(),
            });
        }
        self.task.record(&Kind::PollEnd {
            task,
            outcome: self.outcome,
        });
    }
}

struct TracedWaker {
    task: Arc<Task>,
    inner: Waker,
    /// Clones that have been recorded and not yet recorded as dropped.
    reported: AtomicUsize,
}

impl TracedWaker {
    /// Records how many clones are held more or fewer than before.
    fn report_clones(self: &Arc<Self>) {
        let task = self.task.id;
        // Two counts are the future's own.
        let held = Arc::strong_count(self) - 2;
        let before = self.reported.swap(held, Ordering::AcqRel);
        for _ in before..held {
            self.task.record(&Kind::WakerClone { task });
        }
        for _ in held..before {
            self.task.record(&Kind::WakerDrop { task });
        }
    }

    fn record_wake(&self) {
        let task = self.task.id;
        let by = match current_task() {
            Some(current) if current == task => WakeCause::Itself,
            Some(current) => WakeCause::Task(current),
            None => self.task.sink.waking(),
        };
        let gone = self.task.gone.load(Ordering::Acquire);
        let queued = !self.task.woken.swap(true, Ordering::AcqRel) && !gone;
        self.task.record(&Kind::Wake { task, by, queued });
    }
}

impl Wake for TracedWaker {
    /// Consumes a clone: one that was reported, or one made since the last report.
    fn wake(self: Arc<Self>) {
        let task = self.task.id;
        let fewer = self
            .reported
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |held| {
                held.checked_sub(1)
            });
        if fewer.is_err() {
            self.task.record(&Kind::WakerClone { task });
        }
        self.record_wake();
        self.task.record(&Kind::WakerDrop { task });
        self.inner.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.record_wake();
        self.inner.wake_by_ref();
    }
}
