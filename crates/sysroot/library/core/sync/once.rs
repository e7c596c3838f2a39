//! Things that happen once.

use super::futex::Futex;
use crate::cell::{Cell, UnsafeCell};
use crate::fmt;
use crate::ops::Deref;

const NEW: u32 = 0;
const RUNNING: u32 = 1;
const DONE: u32 = 2;
const POISONED: u32 = 3;

pub struct Once {
    state: Futex,
}
#[derive(Debug)]
pub struct OnceState {
    poisoned: bool,
}
impl OnceState {
    pub fn is_poisoned(&self) -> bool {
        self.poisoned
    }
}
/// Leaves the state poisoned when the closure panics.
struct Finish<'a> {
    once: &'a Once,
    state: u32,
}
impl Drop for Finish<'_> {
    fn drop(&mut self) {
        self.once.state.store(self.state);
        self.once.state.wake(u32::MAX);
    }
}
impl Once {
    pub const fn new() -> Once {
        Once { state: Futex::new(NEW) }
    }
    fn run(&self, force: bool, f: impl FnOnce(&OnceState)) {
        loop {
            match self.state.load() {
                DONE => return,
                RUNNING => {
                    self.state.wait(RUNNING, None, "initialisation");
                }
                POISONED if !force => panic!("Once instance has previously been poisoned"),
                state => {
                    if self.state.exchange(state, RUNNING) {
                        let mut finish = Finish {
                            once: self,
                            state: POISONED,
                        };
                        f(&OnceState {
                            poisoned: state == POISONED,
                        });
                        finish.state = DONE;
                        return;
                    }
                }
            }
        }
    }
    pub fn call_once<F: FnOnce()>(&self, f: F) {
        self.run(false, |_| f())
    }
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {
        self.run(true, f)
    }
    pub fn is_completed(&self) -> bool {
        self.state.load() == DONE
    }
}
impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}

pub struct OnceLock<T> {
    once: Once,
    value: UnsafeCell<Option<T>>,
}
unsafe impl<T: Sync + Send> Sync for OnceLock<T> {}
unsafe impl<T: Send> Send for OnceLock<T> {}
impl<T> OnceLock<T> {
    pub const fn new() -> OnceLock<T> {
        OnceLock {
            once: Once::new(),
            value: UnsafeCell::new(None),
        }
    }
    pub fn get(&self) -> Option<&T> {
        if self.once.is_completed() {
            unsafe { (*self.value.get()).as_ref() }
        } else {
            None
        }
    }
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.value.get_mut().as_mut()
    }
    pub fn set(&self, value: T) -> Result<(), T> {
        let mut value = Some(value);
        self.get_or_init(|| value.take().unwrap());
        match value {
            None => Ok(()),
            Some(value) => Err(value),
        }
    }
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
        if !self.once.is_completed() {
            self.once.call_once_force(|_| {
                let value = f();
                unsafe { *self.value.get() = Some(value) }
            });
        }
        self.get().unwrap()
    }
    pub fn into_inner(self) -> Option<T> {
        self.value.into_inner()
    }
    pub fn take(&mut self) -> Option<T> {
        self.once = Once::new();
        self.value.get_mut().take()
    }
}
impl<T> Default for OnceLock<T> {
    fn default() -> OnceLock<T> {
        OnceLock::new()
    }
}
impl<T> From<T> for OnceLock<T> {
    fn from(value: T) -> OnceLock<T> {
        OnceLock {
            once: Once {
                state: Futex::new(DONE),
            },
            value: UnsafeCell::new(Some(value)),
        }
    }
}
impl<T: Clone> Clone for OnceLock<T> {
    fn clone(&self) -> OnceLock<T> {
        match self.get() {
            Some(value) => OnceLock::from(value.clone()),
            None => OnceLock::new(),
        }
    }
}
impl<T: PartialEq> PartialEq for OnceLock<T> {
    fn eq(&self, other: &OnceLock<T>) -> bool {
        self.get() == other.get()
    }
}
impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_tuple("OnceLock");
        match self.get() {
            Some(v) => d.field(v),
            None => d.field(&format_args!("<uninit>")),
        };
        d.finish()
    }
}

pub struct LazyLock<T, F = fn() -> T> {
    once: Once,
    init: Cell<Option<F>>,
    value: UnsafeCell<Option<T>>,
}
unsafe impl<T: Sync + Send, F: Send> Sync for LazyLock<T, F> {}
impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    pub const fn new(f: F) -> LazyLock<T, F> {
        LazyLock {
            once: Once::new(),
            init: Cell::new(Some(f)),
            value: UnsafeCell::new(None),
        }
    }
    pub fn force(this: &LazyLock<T, F>) -> &T {
        if !this.once.is_completed() {
            this.once.run(false, |_| {
                let value = (this.init.take().unwrap())();
                unsafe { *this.value.get() = Some(value) }
            });
        }
        unsafe { (*this.value.get()).as_ref().unwrap() }
    }
}
impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;
    fn deref(&self) -> &T {
        LazyLock::force(self)
    }
}
impl<T: fmt::Debug, F> fmt::Debug for LazyLock<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut d = f.debug_tuple("LazyLock");
        match if self.once.is_completed() {
            unsafe { (*self.value.get()).as_ref() }
        } else {
            None
        } {
            Some(v) => d.field(v),
            None => d.field(&format_args!("<uninit>")),
        };
        d.finish()
    }
}
