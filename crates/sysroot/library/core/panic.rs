//! Catching panics, the panic hook, and where a panic happened.

use crate::any::Any;
use crate::boxed::Box;
use crate::cell::UnsafeCell;
use crate::future::Future;
use crate::ops::{Deref, DerefMut};
use crate::pin::Pin;
use crate::task::{Context, Poll};
use crate::{fmt, intrinsics, mem, panicking, thread};

pub auto trait UnwindSafe {}
pub auto trait RefUnwindSafe {}
impl<T: ?Sized> !UnwindSafe for &mut T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for &T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for *const T {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for *mut T {}
impl<T: ?Sized> !RefUnwindSafe for UnsafeCell<T> {}
impl<T: ?Sized> UnwindSafe for crate::sync::Mutex<T> {}
impl<T: ?Sized> RefUnwindSafe for crate::sync::Mutex<T> {}
impl<T: ?Sized> UnwindSafe for crate::sync::RwLock<T> {}
impl<T: ?Sized> RefUnwindSafe for crate::sync::RwLock<T> {}
impl UnwindSafe for crate::sync::Condvar {}
impl RefUnwindSafe for crate::sync::Condvar {}
impl<T: RefUnwindSafe + UnwindSafe> RefUnwindSafe for crate::sync::OnceLock<T> {}
impl<T: UnwindSafe> UnwindSafe for crate::sync::OnceLock<T> {}
impl<T> UnwindSafe for crate::thread::JoinHandle<T> {}
impl<T> RefUnwindSafe for crate::thread::JoinHandle<T> {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for crate::rc::Rc<T> {}
impl<T: RefUnwindSafe + ?Sized> UnwindSafe for crate::sync::Arc<T> {}

pub struct AssertUnwindSafe<T>(pub T);
impl<T> UnwindSafe for AssertUnwindSafe<T> {}
impl<T> RefUnwindSafe for AssertUnwindSafe<T> {}
impl<T> Deref for AssertUnwindSafe<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}
impl<T> DerefMut for AssertUnwindSafe<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}
impl<R, F: FnOnce() -> R> FnOnce<()> for AssertUnwindSafe<F> {
    type Output = R;
    extern "rust-call" fn call_once(self, _args: ()) -> R {
        (self.0)()
    }
}
impl<F: Future> Future for AssertUnwindSafe<F> {
    type Output = F::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        F::poll(unsafe { self.map_unchecked_mut(|x| &mut x.0) }, cx)
    }
}

/// A closure on its way in and its result on the way out of `catch_unwind_raw`.
union Slot<F, R> {
    f: mem::ManuallyDrop<F>,
    r: mem::ManuallyDrop<R>,
}
fn run_slot<F: FnOnce() -> R, R>(data: *mut u8) {
    let slot = data as *mut Slot<F, R>;
    let f: F = intrinsics::raw_read(slot as *const F);
    intrinsics::raw_write(slot as *mut R, f());
}
pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(f: F) -> thread::Result<R> {
    let mut slot: Slot<F, R> = Slot {
        f: mem::ManuallyDrop::new(f),
    };
    let data = &raw mut slot;
    let mut payload = [0usize; 2];
    if intrinsics::catch_unwind_raw(run_slot::<F, R>, data as *mut u8, &mut payload) {
        Err(intrinsics::transmute(payload))
    } else {
        Ok(intrinsics::raw_read(data as *const R))
    }
}

pub fn resume_unwind(payload: Box<dyn Any + Send>) -> ! {
    panicking::unwind(payload)
}
pub fn panic_any<M: 'static + Any + Send>(msg: M) -> ! {
    let payload: Box<dyn Any + Send> = Box::new(msg);
    let text = match payload.downcast_ref::<&'static str>() {
        Some(s) => String::from(*s),
        None => match payload.downcast_ref::<String>() {
            Some(s) => s.clone(),
            None => String::from("Box<dyn Any>"),
        },
    };
    panicking::start(&text, payload)
}

#[lang = "panic_location"]
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location<'a> {
    file: &'a str,
    line: u32,
    column: u32,
}
impl<'a> Location<'a> {
    /// The place in the program's own text that runs: the machine knows no other callers.
    pub const fn caller() -> &'static Location<'static> {
        let mut words = [0usize; 4];
        intrinsics::caller_location(&mut words);
        let file: &'static str = unsafe { &*intrinsics::str_from_raw(words[0] as *const u8, words[1]) };
        Box::leak(Box::new(Location {
            file,
            line: words[2] as u32,
            column: words[3] as u32,
        }))
    }
    pub const fn file(&self) -> &'a str {
        self.file
    }
    pub const fn line(&self) -> u32 {
        self.line
    }
    pub const fn column(&self) -> u32 {
        self.column
    }
}
impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

#[derive(Debug)]
pub struct PanicHookInfo<'a> {
    payload: &'a (dyn Any + Send),
    message: &'a str,
    location: &'a Location<'a>,
}
pub type PanicInfo<'a> = PanicHookInfo<'a>;
impl<'a> PanicHookInfo<'a> {
    pub(crate) fn new(payload: &'a (dyn Any + Send), message: &'a str, location: &'a Location<'a>) -> Self {
        PanicHookInfo {
            payload,
            message,
            location,
        }
    }
    pub fn payload(&self) -> &(dyn Any + Send) {
        self.payload
    }
    pub fn payload_as_str(&self) -> Option<&str> {
        match self.payload.downcast_ref::<&str>() {
            Some(s) => Some(*s),
            None => match self.payload.downcast_ref::<String>() {
                Some(s) => Some(s.as_str()),
                None => None,
            },
        }
    }
    pub fn location(&self) -> Option<&Location<'_>> {
        Some(self.location)
    }
}
impl fmt::Display for PanicHookInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "panicked at {}:", self.location)?;
        match self.payload_as_str() {
            Some(text) => write!(f, "\n{text}"),
            None => Ok(()),
        }
    }
}

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>;
static mut HOOK: Option<Hook> = None;

pub fn set_hook(hook: Hook) {
    unsafe {
        HOOK = Some(hook);
    }
}
pub fn take_hook() -> Hook {
    let taken = unsafe { (*&raw mut HOOK).take() };
    match taken {
        Some(hook) => hook,
        None => Box::new(default_hook),
    }
}
pub(crate) fn call_hook(info: &PanicHookInfo<'_>) {
    let hook = unsafe { (*&raw const HOOK).as_ref() };
    match hook {
        Some(hook) => hook(info),
        None => default_hook(info),
    }
}
/// Only the first panic of a program tells how to get a backtrace.
static mut FIRST_PANIC: bool = true;
fn default_hook(info: &PanicHookInfo<'_>) {
    let id = intrinsics::thread_current();
    let current = thread::current();
    let name = current.name().unwrap_or("<unnamed>");
    let first = unsafe { mem::replace(&mut *(&raw mut FIRST_PANIC), false) };
    let note = if first {
        "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"
    } else {
        ""
    };
    eprint!(
        "\nthread '{name}' ({id}) panicked at {}:\n{}\n{note}",
        info.location, info.message
    );
}
