//! The methods of what can be written to.

use std::io::{Error, ErrorKind, Result};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::AsyncWrite;
use super::op::Op;

fn write<T: AsyncWrite + ?Sized>(io: Pin<&mut T>, buf: &mut &[u8], cx: &mut Context<'_>) -> Poll<Result<usize>> {
    io.poll_write(cx, buf)
}
pub(super) fn write_all<T: AsyncWrite + ?Sized>(
    mut io: Pin<&mut T>,
    buf: &mut &[u8],
    cx: &mut Context<'_>,
) -> Poll<Result<()>> {
    while !buf.is_empty() {
        let n = ready!(io.as_mut().poll_write(cx, buf))?;
        *buf = &buf[n..];
        if n == 0 {
            return Poll::Ready(Err(Error::from(ErrorKind::WriteZero)));
        }
    }
    Poll::Ready(Ok(()))
}
fn write_number<T: AsyncWrite + ?Sized, const LEN: usize>(
    io: Pin<&mut T>,
    state: &mut ([u8; LEN], usize),
    cx: &mut Context<'_>,
) -> Poll<Result<()>> {
    let mut left = &state.0[state.1..];
    let result = write_all(io, &mut left, cx);
    state.1 = LEN - left.len();
    result
}
fn flush<T: AsyncWrite + ?Sized>(io: Pin<&mut T>, _state: &mut (), cx: &mut Context<'_>) -> Poll<Result<()>> {
    io.poll_flush(cx)
}
fn shutdown<T: AsyncWrite + ?Sized>(io: Pin<&mut T>, _state: &mut (), cx: &mut Context<'_>) -> Poll<Result<()>> {
    io.poll_shutdown(cx)
}

macro_rules! numbers {
    ($($be:ident $le:ident $t:ty, $len:literal;)*) => { $(
        fn $be<'a>(&'a mut self, n: $t) -> Op<'a, Self, ([u8; $len], usize), ()>
        where
            Self: Unpin,
        {
            Op::new(self, (n.to_be_bytes(), 0), write_number)
        }
        fn $le<'a>(&'a mut self, n: $t) -> Op<'a, Self, ([u8; $len], usize), ()>
        where
            Self: Unpin,
        {
            Op::new(self, (n.to_le_bytes(), 0), write_number)
        }
    )* };
}

pub trait AsyncWriteExt: AsyncWrite {
    fn write<'a>(&'a mut self, src: &'a [u8]) -> Op<'a, Self, &'a [u8], usize>
    where
        Self: Unpin,
    {
        Op::new(self, src, write)
    }
    fn write_all<'a>(&'a mut self, src: &'a [u8]) -> Op<'a, Self, &'a [u8], ()>
    where
        Self: Unpin,
    {
        Op::new(self, src, write_all)
    }
    fn write_u8<'a>(&'a mut self, n: u8) -> Op<'a, Self, ([u8; 1], usize), ()>
    where
        Self: Unpin,
    {
        Op::new(self, ([n], 0), write_number)
    }
    numbers! {
        write_u16 write_u16_le u16, 2;
        write_u32 write_u32_le u32, 4;
        write_u64 write_u64_le u64, 8;
        write_i16 write_i16_le i16, 2;
        write_i32 write_i32_le i32, 4;
        write_i64 write_i64_le i64, 8;
    }
    fn flush<'a>(&'a mut self) -> Op<'a, Self, (), ()>
    where
        Self: Unpin,
    {
        Op::new(self, (), flush)
    }
    fn shutdown<'a>(&'a mut self) -> Op<'a, Self, (), ()>
    where
        Self: Unpin,
    {
        Op::new(self, (), shutdown)
    }
}
impl<W: AsyncWrite + ?Sized> AsyncWriteExt for W {}
