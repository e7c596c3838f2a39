//! The standard streams.

use std::io::{self, Result};
use std::pin::Pin;
use std::task::{Context, Poll};

use super::{AsyncRead, AsyncWrite, ReadBuf};

macro_rules! outputs {
    ($($Name:ident $new:ident;)*) => { $(
        #[derive(Debug)]
        pub struct $Name {
            std: io::$Name,
        }
        pub fn $new() -> $Name {
            $Name { std: io::$new() }
        }
        impl AsyncWrite for $Name {
            fn poll_write(mut self: Pin<&mut Self>, _cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
                Poll::Ready(io::Write::write(&mut self.std, buf))
            }
            fn poll_flush(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
                Poll::Ready(io::Write::flush(&mut self.std))
            }
            fn poll_shutdown(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
                Poll::Ready(Ok(()))
            }
        }
    )* };
}
outputs! {
    Stdout stdout;
    Stderr stderr;
}

#[derive(Debug)]
pub struct Stdin {
    std: io::Stdin,
}
pub fn stdin() -> Stdin {
    Stdin { std: io::stdin() }
}
impl AsyncRead for Stdin {
    fn poll_read(mut self: Pin<&mut Self>, _cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let n = io::Read::read(&mut self.std, buf.initialize_unfilled())?;
        buf.advance(n);
        Poll::Ready(Ok(()))
    }
}
