//! Thread locals: one table of (thread, key, value) for all threads. The machine changes threads between any
//! two operations, so a small lock guards the table; the values themselves never move.

use crate::boxed::Box;
use crate::cell::{Cell, RefCell};
use crate::{fmt, intrinsics};

struct Entry {
    thread: u64,
    key: usize,
    /// Null while the value is being dropped and after.
    value: *mut u8,
    drop: fn(*mut u8),
}
static mut TABLE: Vec<Entry> = Vec::new();
static mut LOCK: u32 = 0;

fn locked<R>(f: impl FnOnce(&mut Vec<Entry>) -> R) -> R {
    while !intrinsics::atomic_compare_exchange(&raw mut LOCK, 0, 1).1 {
        intrinsics::thread_yield();
    }
    let result = f(unsafe { &mut *(&raw mut TABLE) });
    intrinsics::atomic_store(&raw mut LOCK, 0);
    result
}
fn drop_value<T>(value: *mut u8) {
    drop(unsafe { Box::from_raw(value as *mut T) })
}

/// At the end of a thread: its values are dropped in the order in which they were made; new ones may appear.
pub(super) fn run_destructors() {
    let thread = intrinsics::thread_current();
    loop {
        let next = locked(
            |table| match table.iter_mut().find(|e| e.thread == thread && e.value as usize != 0) {
                Some(entry) => {
                    let value = entry.value;
                    entry.value = 0usize as *mut u8;
                    Some((value, entry.drop))
                }
                None => None,
            },
        );
        match next {
            Some((value, drop)) => drop(value),
            None => break,
        }
    }
    locked(|table| table.retain(|e| e.thread != thread));
}

pub struct LocalKey<T: 'static> {
    key: &'static u8,
    init: fn() -> T,
}
impl<T: 'static> LocalKey<T> {
    pub const fn new(key: &'static u8, init: fn() -> T) -> LocalKey<T> {
        LocalKey { key, init }
    }
    /// `None` when it has been destroyed.
    fn get_or_init(&self, first: Option<T>) -> Option<(*mut T, Option<T>)> {
        let thread = intrinsics::thread_current();
        let key = self.key as *const u8 as usize;
        let found = locked(|table| {
            table
                .iter()
                .find(|e| e.thread == thread && e.key == key)
                .map(|e| e.value)
        });
        match found {
            Some(value) if value as usize == 0 => None,
            Some(value) => Some((value as *mut T, first)),
            None => {
                let value = match first {
                    Some(value) => value,
                    None => (self.init)(),
                };
                let value = Box::into_raw(Box::new(value)) as *mut u8;
                locked(|table| {
                    table.push(Entry {
                        thread,
                        key,
                        value,
                        drop: drop_value::<T>,
                    })
                });
                Some((value as *mut T, None))
            }
        }
    }
    pub fn with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R {
        match self.try_with(f) {
            Ok(r) => r,
            Err(_) => panic!("cannot access a Thread Local Storage value during or after destruction: AccessError"),
        }
    }
    pub fn try_with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> Result<R, AccessError> {
        match self.get_or_init(None) {
            Some((value, _)) => Ok(f(unsafe { &*value })),
            None => Err(AccessError),
        }
    }
    /// Makes the value with `init`, or gives `init` back when there is one.
    fn initialise_with(&'static self, init: T) -> (&'static T, Option<T>) {
        match self.get_or_init(Some(init)) {
            Some((value, rest)) => (unsafe { &*value }, rest),
            None => panic!("cannot access a Thread Local Storage value during or after destruction: AccessError"),
        }
    }
}
impl<T: 'static> LocalKey<Cell<T>> {
    pub fn set(&'static self, value: T) {
        let (cell, rest) = self.initialise_with(Cell::new(value));
        if let Some(value) = rest {
            cell.set(value.into_inner());
        }
    }
    pub fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(|cell| cell.get())
    }
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(|cell| cell.take())
    }
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}
impl<T: 'static> LocalKey<RefCell<T>> {
    pub fn with_borrow<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R {
        self.with(|cell| f(&*cell.borrow()))
    }
    pub fn with_borrow_mut<F: FnOnce(&mut T) -> R, R>(&'static self, f: F) -> R {
        self.with(|cell| f(&mut *cell.borrow_mut()))
    }
    pub fn set(&'static self, value: T) {
        let (cell, rest) = self.initialise_with(RefCell::new(value));
        if let Some(value) = rest {
            *cell.borrow_mut() = value.into_inner();
        }
    }
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(|cell| cell.take())
    }
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}
impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalKey").finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct AccessError;
impl fmt::Debug for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessError").finish()
    }
}
impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("already destroyed")
    }
}
impl crate::error::Error for AccessError {}
