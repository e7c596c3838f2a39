//! Pipes in memory: what is written to one end is read from the other.

use std::collections::VecDeque;
use std::fmt;
use std::io::{Error, ErrorKind, Result};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker, ready};

use super::{AsyncRead, AsyncWrite, ReadBuf, ReadHalf, WriteHalf};
use crate::runtime::waits;
use crate::task::coop;

struct Pipe {
    bytes: VecDeque<u8>,
    room: usize,
    /// No more will be written, or read.
    closed: bool,
    reader: Option<Waker>,
    writer: Option<Waker>,
}
type Shared = Arc<Mutex<Pipe>>;

fn pipe(room: usize) -> Shared {
    Arc::new(Mutex::new(Pipe {
        bytes: VecDeque::new(),
        room,
        closed: false,
        reader: None,
        writer: None,
    }))
}
fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}
fn poll_read(pipe: &Shared, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
    let coop = ready!(coop::poll_proceed(cx));
    let mut pipe = pipe.lock().unwrap();
    if !pipe.bytes.is_empty() {
        let n = buf.remaining().min(pipe.bytes.len());
        for byte in pipe.bytes.drain(..n) {
            buf.put_slice(&[byte]);
        }
        let writer = if n > 0 { pipe.writer.take() } else { None };
        drop(pipe);
        wake(writer);
    } else if !pipe.closed {
        let old = pipe.reader.replace(cx.waker().clone());
        drop(pipe);
        drop(old);
        waits::on("bytes to read");
        return Poll::Pending;
    }
    coop.made_progress();
    Poll::Ready(Ok(()))
}
fn poll_write(pipe: &Shared, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
    let coop = ready!(coop::poll_proceed(cx));
    let mut pipe = pipe.lock().unwrap();
    if pipe.closed {
        coop.made_progress();
        return Poll::Ready(Err(Error::from(ErrorKind::BrokenPipe)));
    }
    let n = buf.len().min(pipe.room - pipe.bytes.len());
    if n == 0 && !buf.is_empty() {
        let old = pipe.writer.replace(cx.waker().clone());
        drop(pipe);
        drop(old);
        waits::on("room to write");
        return Poll::Pending;
    }
    pipe.bytes.extend(&buf[..n]);
    let reader = pipe.reader.take();
    drop(pipe);
    wake(reader);
    coop.made_progress();
    Poll::Ready(Ok(n))
}
fn close(pipe: &Shared) {
    let mut pipe = pipe.lock().unwrap();
    pipe.closed = true;
    let (reader, writer) = (pipe.reader.take(), pipe.writer.take());
    drop(pipe);
    wake(reader);
    wake(writer);
}

/// One of two ends that are connected both ways.
pub struct DuplexStream {
    read: Shared,
    write: Shared,
}
/// Two ends, with room for so many bytes each way.
pub fn duplex(max_buf_size: usize) -> (DuplexStream, DuplexStream) {
    let (there, back) = (pipe(max_buf_size), pipe(max_buf_size));
    (
        DuplexStream {
            read: there.clone(),
            write: back.clone(),
        },
        DuplexStream {
            read: back,
            write: there,
        },
    )
}
impl AsyncRead for DuplexStream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        poll_read(&self.read, cx, buf)
    }
}
impl AsyncWrite for DuplexStream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        poll_write(&self.write, cx, buf)
    }
    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }
    fn poll_shutdown(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        close(&self.write);
        Poll::Ready(Ok(()))
    }
}
impl Drop for DuplexStream {
    fn drop(&mut self) {
        close(&self.write);
        close(&self.read);
    }
}
impl fmt::Debug for DuplexStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DuplexStream").finish_non_exhaustive()
    }
}

/// One pipe, one way.
pub struct SimplexStream {
    pipe: Shared,
}
pub fn simplex(max_buf_size: usize) -> (ReadHalf<SimplexStream>, WriteHalf<SimplexStream>) {
    super::split(SimplexStream {
        pipe: pipe(max_buf_size),
    })
}
impl AsyncRead for SimplexStream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        poll_read(&self.pipe, cx, buf)
    }
}
impl AsyncWrite for SimplexStream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        poll_write(&self.pipe, cx, buf)
    }
    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }
    fn poll_shutdown(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        close(&self.pipe);
        Poll::Ready(Ok(()))
    }
}
impl fmt::Debug for SimplexStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SimplexStream").finish_non_exhaustive()
    }
}
