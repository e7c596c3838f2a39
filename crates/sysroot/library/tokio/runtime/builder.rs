//! How a runtime is to be.

use std::string::String;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, io};

use super::{Handle, Kind, Runtime, Shared, blocking, current_thread, driver, multi_thread, task};

/// What happens to the runtime when a task panics.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum UnhandledPanic {
    Ignore,
    ShutdownRuntime,
}

type Callback = Arc<dyn Fn() + Send + Sync>;

/// What the threads of a runtime are given.
#[derive(Clone)]
pub(crate) struct Threads {
    pub(crate) name: String,
    pub(crate) on_start: Option<Callback>,
    pub(crate) on_stop: Option<Callback>,
}

pub struct Builder {
    is_multi: bool,
    workers: Option<usize>,
    max_blocking: usize,
    time: bool,
    io: bool,
    start_paused: bool,
    threads: Threads,
    event_interval: u32,
    global_queue_interval: Option<u32>,
}
impl Builder {
    fn new(is_multi: bool) -> Builder {
        Builder {
            is_multi,
            workers: None,
            max_blocking: 512,
            time: false,
            io: false,
            start_paused: false,
            threads: Threads {
                name: String::from("tokio-rt-worker"),
                on_start: None,
                on_stop: None,
            },
            event_interval: 61,
            global_queue_interval: None,
        }
    }
    pub fn new_current_thread() -> Builder {
        Builder::new(false)
    }
    pub fn new_multi_thread() -> Builder {
        Builder::new(true)
    }
    pub fn enable_all(&mut self) -> &mut Self {
        self.enable_io();
        self.enable_time()
    }
    pub fn enable_time(&mut self) -> &mut Self {
        self.time = true;
        self
    }
    pub fn enable_io(&mut self) -> &mut Self {
        self.io = true;
        self
    }
    #[track_caller]
    pub fn worker_threads(&mut self, val: usize) -> &mut Self {
        assert!(val > 0, "Worker threads cannot be set to 0");
        self.workers = Some(val);
        self
    }
    #[track_caller]
    pub fn max_blocking_threads(&mut self, val: usize) -> &mut Self {
        assert!(val > 0, "Max blocking threads cannot be set to 0");
        self.max_blocking = val;
        self
    }
    pub fn thread_name(&mut self, val: impl Into<String>) -> &mut Self {
        self.threads.name = val.into();
        self
    }
    pub fn thread_name_fn<F: Fn() -> String + Send + Sync + 'static>(&mut self, f: F) -> &mut Self {
        self.threads.name = f();
        self
    }
    pub fn thread_stack_size(&mut self, _val: usize) -> &mut Self {
        self
    }
    pub fn thread_keep_alive(&mut self, _duration: Duration) -> &mut Self {
        self
    }
    pub fn on_thread_start<F: Fn() + Send + Sync + 'static>(&mut self, f: F) -> &mut Self {
        self.threads.on_start = Some(Arc::new(f));
        self
    }
    pub fn on_thread_stop<F: Fn() + Send + Sync + 'static>(&mut self, f: F) -> &mut Self {
        self.threads.on_stop = Some(Arc::new(f));
        self
    }
    #[track_caller]
    pub fn global_queue_interval(&mut self, val: u32) -> &mut Self {
        assert!(val > 0, "global_queue_interval must be greater than 0");
        self.global_queue_interval = Some(val);
        self
    }
    pub fn event_interval(&mut self, val: u32) -> &mut Self {
        self.event_interval = val;
        self
    }
    pub fn start_paused(&mut self, start_paused: bool) -> &mut Self {
        self.start_paused = start_paused;
        self
    }
    pub fn build(&mut self) -> io::Result<Runtime> {
        let workers = self.workers.unwrap_or_else(default_workers);
        let kind = if self.is_multi {
            Kind::Multi(multi_thread::Scheduler::new(
                workers,
                self.event_interval,
                self.global_queue_interval.unwrap_or(61),
            ))
        } else {
            Kind::Current(current_thread::Scheduler::new(
                self.event_interval,
                self.global_queue_interval.unwrap_or(31),
            ))
        };
        let shared = Arc::new(Shared {
            kind,
            owned: task::Owned::new(),
            time: self
                .time
                .then(|| driver::Driver::new(!self.is_multi, self.start_paused)),
            io: self.io.then(super::io::Driver::new),
            blocking: blocking::Pool::new(self.max_blocking, self.threads.clone()),
        });
        if self.is_multi {
            multi_thread::start(&shared, workers);
        }
        Ok(Runtime {
            handle: Handle { shared },
            in_background: false,
        })
    }
}
fn default_workers() -> usize {
    match std::thread::available_parallelism() {
        Ok(n) => n.get(),
        Err(_) => 1,
    }
}
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("worker_threads", &self.workers)
            .field("max_blocking_threads", &self.max_blocking)
            .field("thread_name", &self.threads.name)
            .finish_non_exhaustive()
    }
}
