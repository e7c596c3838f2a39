//! The methods of what can be read.

use std::io::{Error, ErrorKind, Result};
use std::pin::Pin;
use std::string::String;
use std::task::{Context, Poll, ready};
use std::vec::Vec;

use super::op::Op;
use super::{AsyncRead, ReadBuf};

fn unexpected_eof() -> Error {
    Error::new(ErrorKind::UnexpectedEof, "early eof")
}

fn read<T: AsyncRead + ?Sized>(io: Pin<&mut T>, buf: &mut &mut [u8], cx: &mut Context<'_>) -> Poll<Result<usize>> {
    let mut into = ReadBuf::new(buf);
    ready!(io.poll_read(cx, &mut into))?;
    Poll::Ready(Ok(into.filled().len()))
}
/// Into the room behind what there is, which is made if there is none.
fn read_buf<T: AsyncRead + ?Sized>(io: Pin<&mut T>, buf: &mut &mut Vec<u8>, cx: &mut Context<'_>) -> Poll<Result<usize>> {
    if buf.len() == buf.capacity() {
        buf.reserve(64);
    }
    let mut room = std::vec![0; buf.capacity() - buf.len()];
    let n = ready!(read(io, &mut &mut room[..], cx))?;
    buf.extend_from_slice(&room[..n]);
    Poll::Ready(Ok(n))
}
fn read_exact<T: AsyncRead + ?Sized>(
    mut io: Pin<&mut T>,
    state: &mut (&mut [u8], usize),
    cx: &mut Context<'_>,
) -> Poll<Result<usize>> {
    let (buf, done) = state;
    while *done < buf.len() {
        let n = ready!(read(io.as_mut(), &mut &mut buf[*done..], cx))?;
        if n == 0 {
            return Poll::Ready(Err(unexpected_eof()));
        }
        *done += n;
    }
    Poll::Ready(Ok(*done))
}
fn read_to_end<T: AsyncRead + ?Sized>(
    mut io: Pin<&mut T>,
    state: &mut (&mut Vec<u8>, usize),
    cx: &mut Context<'_>,
) -> Poll<Result<usize>> {
    let mut chunk = [0; 256];
    loop {
        let n = ready!(read(io.as_mut(), &mut &mut chunk[..], cx))?;
        if n == 0 {
            return Poll::Ready(Ok(state.1));
        }
        state.0.extend_from_slice(&chunk[..n]);
        state.1 += n;
    }
}
fn read_to_string<T: AsyncRead + ?Sized>(
    io: Pin<&mut T>,
    state: &mut (&mut String, Vec<u8>),
    cx: &mut Context<'_>,
) -> Poll<Result<usize>> {
    let (out, bytes) = state;
    ready!(read_to_end(io, &mut (bytes, 0), cx))?;
    match core::str::from_utf8(bytes) {
        Ok(text) => {
            out.push_str(text);
            Poll::Ready(Ok(text.len()))
        }
        Err(_) => Poll::Ready(Err(Error::new(
            ErrorKind::InvalidData,
            "stream did not contain valid UTF-8",
        ))),
    }
}
fn read_number<T: AsyncRead + ?Sized, N, const LEN: usize>(
    io: Pin<&mut T>,
    state: &mut ([u8; LEN], usize, fn([u8; LEN]) -> N),
    cx: &mut Context<'_>,
) -> Poll<Result<N>> {
    let mut exact = (&mut state.0[..], state.1);
    let result = read_exact(io, &mut exact, cx);
    state.1 = exact.1;
    ready!(result)?;
    Poll::Ready(Ok((state.2)(state.0)))
}

macro_rules! numbers {
    ($($be:ident $le:ident $t:ty, $len:literal;)*) => { $(
        fn $be<'a>(&'a mut self) -> Op<'a, Self, ([u8; $len], usize, fn([u8; $len]) -> $t), $t>
        where
            Self: Unpin,
        {
            Op::new(self, ([0; $len], 0, <$t>::from_be_bytes), read_number)
        }
        fn $le<'a>(&'a mut self) -> Op<'a, Self, ([u8; $len], usize, fn([u8; $len]) -> $t), $t>
        where
            Self: Unpin,
        {
            Op::new(self, ([0; $len], 0, <$t>::from_le_bytes), read_number)
        }
    )* };
}

pub trait AsyncReadExt: AsyncRead {
    fn read<'a>(&'a mut self, buf: &'a mut [u8]) -> Op<'a, Self, &'a mut [u8], usize>
    where
        Self: Unpin,
    {
        Op::new(self, buf, read)
    }
    /// The real one takes any buffer of the crate `bytes`; of those that are here only `Vec<u8>` is one.
    fn read_buf<'a>(&'a mut self, buf: &'a mut Vec<u8>) -> Op<'a, Self, &'a mut Vec<u8>, usize>
    where
        Self: Unpin,
    {
        Op::new(self, buf, read_buf)
    }
    fn read_exact<'a>(&'a mut self, buf: &'a mut [u8]) -> Op<'a, Self, (&'a mut [u8], usize), usize>
    where
        Self: Unpin,
    {
        Op::new(self, (buf, 0), read_exact)
    }
    fn read_to_end<'a>(&'a mut self, buf: &'a mut Vec<u8>) -> Op<'a, Self, (&'a mut Vec<u8>, usize), usize>
    where
        Self: Unpin,
    {
        Op::new(self, (buf, 0), read_to_end)
    }
    fn read_to_string<'a>(&'a mut self, dst: &'a mut String) -> Op<'a, Self, (&'a mut String, Vec<u8>), usize>
    where
        Self: Unpin,
    {
        Op::new(self, (dst, Vec::new()), read_to_string)
    }
    fn read_u8<'a>(&'a mut self) -> Op<'a, Self, ([u8; 1], usize, fn([u8; 1]) -> u8), u8>
    where
        Self: Unpin,
    {
        Op::new(self, ([0], 0, u8::from_be_bytes), read_number)
    }
    numbers! {
        read_u16 read_u16_le u16, 2;
        read_u32 read_u32_le u32, 4;
        read_u64 read_u64_le u64, 8;
        read_i16 read_i16_le i16, 2;
        read_i32 read_i32_le i32, 4;
        read_i64 read_i64_le i64, 8;
    }
    fn take(self, limit: u64) -> Take<Self>
    where
        Self: Sized,
    {
        Take { inner: self, limit }
    }
    fn chain<R: AsyncRead>(self, next: R) -> Chain<Self, R>
    where
        Self: Sized,
    {
        Chain {
            first: self,
            second: next,
            first_is_over: false,
        }
    }
}
impl<R: AsyncRead + ?Sized> AsyncReadExt for R {}

/// At most so many bytes.
#[derive(Debug)]
pub struct Take<R> {
    inner: R,
    limit: u64,
}
impl<R> Take<R> {
    pub fn limit(&self) -> u64 {
        self.limit
    }
    pub fn into_inner(self) -> R {
        self.inner
    }
}
impl<R: AsyncRead + Unpin> AsyncRead for Take<R> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let most = self.limit.min(buf.remaining() as u64) as usize;
        if most == 0 {
            return Poll::Ready(Ok(()));
        }
        let n = ready!(read(
            Pin::new(&mut self.inner),
            &mut &mut buf.initialize_unfilled()[..most],
            cx
        ))?;
        buf.advance(n);
        self.limit -= n as u64;
        Poll::Ready(Ok(()))
    }
}

/// One after the other.
#[derive(Debug)]
pub struct Chain<A, B> {
    first: A,
    second: B,
    first_is_over: bool,
}
impl<A: AsyncRead + Unpin, B: AsyncRead + Unpin> AsyncRead for Chain<A, B> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        if !self.first_is_over {
            let before = buf.remaining();
            ready!(Pin::new(&mut self.first).poll_read(cx, buf))?;
            if buf.remaining() < before {
                return Poll::Ready(Ok(()));
            }
            self.first_is_over = true;
        }
        Pin::new(&mut self.second).poll_read(cx, buf)
    }
}
