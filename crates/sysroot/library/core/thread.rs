//! Threads: simulated ones, scheduled by the machine.

mod local;
mod scoped;

use crate::any::Any;
use crate::boxed::Box;
use crate::cell::UnsafeCell;
use crate::num::NonZero;
use crate::sync::Arc;
use crate::time::Duration;
use crate::{fmt, intrinsics, io, panic};
pub use local::{AccessError, LocalKey};
pub use scoped::{Scope, ScopedJoinHandle, scope};

pub type Result<T> = crate::result::Result<T, Box<dyn Any + Send + 'static>>;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ThreadId(u64);
impl fmt::Debug for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ThreadId").field(&self.0).finish()
    }
}

#[derive(Clone)]
pub struct Thread {
    id: u64,
    name: Option<Arc<str>>,
}
impl Thread {
    pub fn id(&self) -> ThreadId {
        ThreadId(self.id)
    }
    pub fn name(&self) -> Option<&str> {
        match &self.name {
            Some(name) => Some(&**name),
            None if self.id == 1 => Some("main"),
            None => None,
        }
    }
    pub fn unpark(&self) {
        intrinsics::thread_unpark(self.id)
    }
}
impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thread")
            .field("id", &self.id())
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

crate::thread_local! {
    static NAME: UnsafeCell<Option<Arc<str>>> = UnsafeCell::new(None);
}
pub fn current() -> Thread {
    let name = NAME.with(|name| unsafe { (*name.get()).clone() });
    Thread {
        id: intrinsics::thread_current(),
        name,
    }
}
pub fn sleep(dur: Duration) {
    if !dur.is_zero() {
        intrinsics::thread_sleep(dur.as_clock())
    }
}
pub fn sleep_ms(ms: u32) {
    sleep(Duration::from_millis(ms as u64))
}
pub fn yield_now() {
    intrinsics::thread_yield()
}
pub fn park() {
    intrinsics::thread_park(u64::MAX)
}
pub fn park_timeout(dur: Duration) {
    intrinsics::thread_park(dur.as_clock())
}
pub fn panicking() -> bool {
    intrinsics::panic_count() != 0
}
pub fn available_parallelism() -> io::Result<NonZero<usize>> {
    Ok(NonZero::<usize>::new(4).unwrap())
}

/// What a thread leaves behind for its `join`.
struct Packet<T> {
    result: UnsafeCell<Option<Result<T>>>,
    done: crate::sync::atomic::AtomicBool,
}
unsafe impl<T: Send> Send for Packet<T> {}
unsafe impl<T: Send> Sync for Packet<T> {}

/// What a thread is given: the closure, its name and where its result goes.
struct Start<F, T> {
    f: F,
    name: Option<Arc<str>>,
    packet: Arc<Packet<T>>,
}
fn run<F: FnOnce() -> T, T>(data: *mut u8) {
    let start = *unsafe { Box::from_raw(data as *mut Start<F, T>) };
    if let Some(name) = start.name {
        NAME.with(|slot| unsafe { *slot.get() = Some(name) });
    }
    let f = start.f;
    let result = panic::catch_unwind(panic::AssertUnwindSafe(f));
    unsafe { *start.packet.result.get() = Some(result) };
    start.packet.done.store(true, crate::sync::atomic::Ordering::SeqCst);
    local::run_destructors();
}
/// Without asking for `'static`: scoped threads come this way too.
fn spawn_raw<F: FnOnce() -> T, T>(f: F, name: Option<String>) -> JoinInner<T> {
    let packet = Arc::new(Packet {
        result: UnsafeCell::new(None),
        done: crate::sync::atomic::AtomicBool::new(false),
    });
    let name: Option<Arc<str>> = name.map(|name| Arc::from(name));
    let start = Box::new(Start {
        f,
        name: name.clone(),
        packet: packet.clone(),
    });
    let (text, len) = match &name {
        Some(name) => (name.as_ptr(), name.len()),
        None => ("".as_ptr(), 0),
    };
    let id = intrinsics::thread_spawn(run::<F, T>, Box::into_raw(start) as *mut u8, text, len);
    JoinInner {
        thread: Thread { id, name },
        packet,
    }
}
struct JoinInner<T> {
    thread: Thread,
    packet: Arc<Packet<T>>,
}
impl<T> JoinInner<T> {
    fn join(self) -> Result<T> {
        intrinsics::thread_wait_end(self.thread.id);
        unsafe { (*self.packet.result.get()).take().unwrap() }
    }
}

pub fn spawn<F: FnOnce() -> T + Send + 'static, T: Send + 'static>(f: F) -> JoinHandle<T> {
    JoinHandle(spawn_raw(f, None))
}

pub struct JoinHandle<T>(JoinInner<T>);
unsafe impl<T> Send for JoinHandle<T> {}
unsafe impl<T> Sync for JoinHandle<T> {}
impl<T> JoinHandle<T> {
    pub fn thread(&self) -> &Thread {
        &self.0.thread
    }
    pub fn join(self) -> Result<T> {
        self.0.join()
    }
    pub fn is_finished(&self) -> bool {
        self.0.packet.done.load(crate::sync::atomic::Ordering::SeqCst)
    }
}
impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").finish_non_exhaustive()
    }
}

#[derive(Debug)]
pub struct Builder {
    name: Option<String>,
}
impl Builder {
    pub fn new() -> Builder {
        Builder { name: None }
    }
    pub fn name(mut self, name: String) -> Builder {
        self.name = Some(name);
        self
    }
    pub fn stack_size(self, _size: usize) -> Builder {
        self
    }
    pub fn spawn<F: FnOnce() -> T + Send + 'static, T: Send + 'static>(self, f: F) -> io::Result<JoinHandle<T>> {
        Ok(JoinHandle(spawn_raw(f, self.name)))
    }
    pub fn spawn_scoped<'scope, 'env, F: FnOnce() -> T + Send + 'scope, T: Send + 'scope>(
        self,
        scope: &'scope Scope<'scope, 'env>,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>> {
        Ok(scope.start(f, self.name))
    }
}
