//! The standard streams. What is printed at once reaches the host at once: a line is never torn by another thread.

use super::{BufRead, Read, Result, Write};
use crate::{fmt, intrinsics};

fn put(stream: u32, text: &str) {
    intrinsics::host_print(stream, text.as_ptr(), text.len())
}
fn print_to(stream: u32, args: fmt::Arguments<'_>) {
    match args.as_str() {
        Some(text) => put(stream, text),
        None => put(stream, &fmt::format(args)),
    }
}
pub fn _print(args: fmt::Arguments<'_>) {
    print_to(1, args)
}
pub fn _eprint(args: fmt::Arguments<'_>) {
    print_to(2, args)
}

macro_rules! outputs {
    ($($Name:ident $Lock:ident $new:ident $stream:literal;)*) => { $(
        #[derive(Debug)]
        pub struct $Name {
            _private: (),
        }
        #[derive(Debug)]
        pub struct $Lock<'a> {
            of: crate::marker::PhantomData<&'a ()>,
        }
        pub fn $new() -> $Name {
            $Name { _private: () }
        }
        impl $Name {
            pub fn lock(&self) -> $Lock<'static> {
                $Lock { of: crate::marker::PhantomData }
            }
        }
        outputs! { @write ($Name) $stream }
        outputs! { @write (&$Name) $stream }
        outputs! { @write ($Lock<'_>) $stream }
    )* };
    (@write ($t:ty) $stream:literal) => {
        impl Write for $t {
            fn write(&mut self, buf: &[u8]) -> Result<usize> {
                intrinsics::host_print($stream, buf.as_ptr(), buf.len());
                Ok(buf.len())
            }
            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
            fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<()> {
                print_to($stream, args);
                Ok(())
            }
        }
    };
}
outputs! { Stdout StdoutLock stdout 1; Stderr StderrLock stderr 2; }

/// There is nobody to type: it is at its end.
#[derive(Debug)]
pub struct Stdin {
    _private: (),
}
pub fn stdin() -> Stdin {
    Stdin { _private: () }
}
impl Stdin {
    pub fn lock(&self) -> Stdin {
        stdin()
    }
    pub fn read_line(&self, _buf: &mut String) -> Result<usize> {
        Ok(0)
    }
    pub fn lines(self) -> super::Lines<Stdin> {
        BufRead::lines(self)
    }
}
impl Read for Stdin {
    fn read(&mut self, _buf: &mut [u8]) -> Result<usize> {
        Ok(0)
    }
}
impl BufRead for Stdin {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        Ok(&[])
    }
    fn consume(&mut self, _amount: usize) {}
}
