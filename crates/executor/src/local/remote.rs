//! What reaches an executor from elsewhere: wakes from other threads, and from its own thread while it is not
//! running. They wait here until it takes them in.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use trace::{Kind, Sink, TaskId, ThreadId, Threads, WakeCause};

use super::current;
use crate::Key;

/// The part of an executor that wakers on any thread may touch.
pub(crate) struct Remote {
    /// Tells executors apart.
    pub(crate) id: u64,
    pub(super) recording: bool,
    next_task: AtomicU32,
    inbox: Mutex<Inbox>,
    /// Whether the inbox has something: asked before every poll, so it must be cheap.
    has_mail: AtomicBool,
    /// The executor's thread, to be unparked.
    #[cfg(not(target_arch = "wasm32"))]
    owner: std::thread::Thread,
}

struct Inbox {
    mail: Vec<Mail>,
    threads: Threads,
}

/// What happened elsewhere, and on which thread.
pub(super) enum Mail {
    Wake {
        key: Key,
        task: TaskId,
        thread: ThreadId,
    },
    Record {
        kind: Kind,
        thread: ThreadId,
    },
}

impl Remote {
    /// For an executor on the calling thread.
    pub(super) fn new(recording: bool) -> Self {
        static NEXT_ID: AtomicU64 = AtomicU64::new(1);
        Remote {
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            recording,
            next_task: AtomicU32::new(1),
            inbox: Mutex::new(Inbox {
                mail: Vec::new(),
                threads: Threads::starting_here(),
            }),
            has_mail: AtomicBool::new(false),
            #[cfg(not(target_arch = "wasm32"))]
            owner: std::thread::current(),
        }
    }

    pub(super) fn wake(&self, key: Key, task: TaskId) {
        self.post(|thread| Mail::Wake { key, task, thread });
    }

    fn post(&self, mail: impl FnOnce(ThreadId) -> Mail) {
        {
            let inbox = &mut *self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
            let thread = inbox.threads.number_here();
            inbox.mail.push(mail(thread));
            self.has_mail.store(true, Ordering::Release);
        }
        #[cfg(not(target_arch = "wasm32"))]
        self.owner.unpark();
        #[cfg(target_arch = "wasm32")]
        crate::browser::mail_came(self.id);
    }

    #[inline]
    pub(super) fn has_mail(&self) -> bool {
        self.has_mail.load(Ordering::Acquire)
    }

    pub(super) fn take_mail(&self) -> Vec<Mail> {
        let inbox = &mut *self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        self.has_mail.store(false, Ordering::Release);
        std::mem::take(&mut inbox.mail)
    }
}

impl Sink for Remote {
    fn new_task(&self) -> TaskId {
        TaskId(self.next_task.fetch_add(1, Ordering::Relaxed))
    }

    fn waking(&self) -> WakeCause {
        let cause = current::with(self.id, |executor| executor.waking());
        cause.unwrap_or_else(|| {
            let inbox = &mut *self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
            WakeCause::Thread(inbox.threads.number_here())
        })
    }

    fn record(&self, kind: &Kind) {
        if !self.recording {
            return;
        }
        let recorded_here = current::with(self.id, |executor| executor.record(kind));
        if recorded_here.is_none() {
            self.post(|thread| Mail::Record {
                kind: kind.clone(),
                thread,
            });
        }
    }
}
