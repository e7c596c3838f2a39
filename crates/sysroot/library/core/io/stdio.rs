//! The standard streams. A thread that prints holds the stream until its whole text is out, so that no
//! other tears it; what a `Display` impl prints meanwhile comes out in the order in which it is written.

use super::{BufRead, Read, Result, Write};
use crate::cell::UnsafeCell;
use crate::sync::RawLock;
use crate::{fmt, intrinsics};

struct Stream {
    number: u32,
    lock: RawLock,
    /// The thread that holds the lock, 0 for none, and how often.
    owner: UnsafeCell<u64>,
    depth: UnsafeCell<u32>,
    /// What the owner has written and the host does not know yet.
    text: UnsafeCell<String>,
}
unsafe impl Sync for Stream {}

static STDOUT: Stream = Stream::new(1);
static STDERR: Stream = Stream::new(2);

impl Stream {
    const fn new(number: u32) -> Stream {
        Stream {
            number,
            lock: RawLock::new(),
            owner: UnsafeCell::new(0),
            depth: UnsafeCell::new(0),
            text: UnsafeCell::new(String::new()),
        }
    }
    fn hold(&'static self) -> Hold {
        let me = intrinsics::thread_current();
        if intrinsics::atomic_load(self.owner.get() as *const u64) != me {
            self.lock.lock();
            intrinsics::atomic_store(self.owner.get(), me);
        }
        unsafe { *self.depth.get() += 1 };
        Hold { stream: self }
    }
    fn flush(&self) {
        let text = unsafe { &mut *self.text.get() };
        if !text.is_empty() {
            intrinsics::host_print(self.number, text.as_ptr(), text.len());
            text.clear();
        }
    }
    fn print(&'static self, args: fmt::Arguments<'_>, end: &str) {
        let mut hold = self.hold();
        if fmt::write(&mut hold, args).is_err() {
            let name = if self.number == 1 { "stdout" } else { "stderr" };
            panic!("failed printing to {name}: formatter error");
        }
        let _ = fmt::Write::write_str(&mut hold, end);
    }
}

/// Lets go of the stream when dropped.
#[derive(Debug)]
struct Hold {
    stream: &'static Stream,
}
impl fmt::Write for Hold {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        unsafe { (*self.stream.text.get()).push_str(s) };
        Ok(())
    }
}
impl Drop for Hold {
    fn drop(&mut self) {
        let depth = unsafe { &mut *self.stream.depth.get() };
        *depth -= 1;
        if *depth == 0 || unsafe { (*self.stream.text.get()).ends_with('\n') } {
            self.stream.flush();
        }
        if *depth == 0 {
            intrinsics::atomic_store(self.stream.owner.get(), 0);
            self.stream.lock.unlock();
        }
    }
}
impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").finish_non_exhaustive()
    }
}

pub fn _print(args: fmt::Arguments<'_>) {
    STDOUT.print(args, "")
}
pub fn _println(args: fmt::Arguments<'_>) {
    STDOUT.print(args, "\n")
}
pub fn _eprint(args: fmt::Arguments<'_>) {
    STDERR.print(args, "")
}
pub fn _eprintln(args: fmt::Arguments<'_>) {
    STDERR.print(args, "\n")
}

macro_rules! outputs {
    ($($Name:ident $Lock:ident $new:ident $STREAM:ident;)*) => { $(
        pub struct $Name {
            _private: (),
        }
        impl fmt::Debug for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($Name)).finish_non_exhaustive()
            }
        }
        /// Keeps all other threads from printing.
        pub struct $Lock<'a> {
            _hold: Hold,
            of: crate::marker::PhantomData<&'a ()>,
        }
        impl fmt::Debug for $Lock<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($Lock)).finish_non_exhaustive()
            }
        }
        pub fn $new() -> $Name {
            $Name { _private: () }
        }
        impl $Name {
            pub fn lock(&self) -> $Lock<'static> {
                $Lock { _hold: $STREAM.hold(), of: crate::marker::PhantomData }
            }
        }
        outputs! { @write ($Name) $STREAM }
        outputs! { @write (&$Name) $STREAM }
        outputs! { @write ($Lock<'_>) $STREAM }
    )* };
    (@write ($t:ty) $STREAM:ident) => {
        impl Write for $t {
            fn write(&mut self, buf: &[u8]) -> Result<usize> {
                let _hold = $STREAM.hold();
                $STREAM.flush();
                intrinsics::host_print($STREAM.number, buf.as_ptr(), buf.len());
                Ok(buf.len())
            }
            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
            fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<()> {
                let mut hold = $STREAM.hold();
                match fmt::write(&mut hold, args) {
                    Ok(()) => Ok(()),
                    Err(_) => panic!(
                        "a formatting trait implementation returned an error when the underlying stream did not"
                    ),
                }
            }
        }
    };
}
outputs! { Stdout StdoutLock stdout STDOUT; Stderr StderrLock stderr STDERR; }

/// There is nobody to type: it is at its end.
#[derive(Debug)]
pub struct Stdin {
    _private: (),
}
#[derive(Debug)]
pub struct StdinLock<'a> {
    of: crate::marker::PhantomData<&'a ()>,
}
pub fn stdin() -> Stdin {
    Stdin { _private: () }
}
impl Stdin {
    pub fn lock(&self) -> StdinLock<'static> {
        StdinLock {
            of: crate::marker::PhantomData,
        }
    }
    pub fn read_line(&self, _buf: &mut String) -> Result<usize> {
        Ok(0)
    }
    pub fn lines(self) -> super::Lines<StdinLock<'static>> {
        self.lock().lines()
    }
}
macro_rules! at_its_end {
    ($($t:ty)*) => { $(
        impl Read for $t {
            fn read(&mut self, _buf: &mut [u8]) -> Result<usize> {
                Ok(0)
            }
        }
    )* };
}
at_its_end! { Stdin &Stdin StdinLock<'_> }
impl BufRead for StdinLock<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        Ok(&[])
    }
    fn consume(&mut self, _amount: usize) {}
}
