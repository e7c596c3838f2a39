//! One stream as two halves.

use std::fmt;
use std::io::Result;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use super::{AsyncRead, AsyncWrite, ReadBuf};

pub struct ReadHalf<T> {
    inner: Arc<Mutex<T>>,
}
pub struct WriteHalf<T> {
    inner: Arc<Mutex<T>>,
}
pub fn split<T: AsyncRead + AsyncWrite>(stream: T) -> (ReadHalf<T>, WriteHalf<T>) {
    let inner = Arc::new(Mutex::new(stream));
    (ReadHalf { inner: inner.clone() }, WriteHalf { inner })
}
impl<T> ReadHalf<T> {
    pub fn is_pair_of(&self, other: &WriteHalf<T>) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }
    #[track_caller]
    pub fn unsplit(self, wr: WriteHalf<T>) -> T
    where
        T: Unpin,
    {
        if !self.is_pair_of(&wr) {
            panic!("Unrelated `split::Write` passed to `split::Read::unsplit`.");
        }
        drop(wr);
        match Arc::into_inner(self.inner).and_then(|stream| stream.into_inner().ok()) {
            Some(stream) => stream,
            None => panic!("`Arc::try_unwrap` failed"),
        }
    }
}
/// Polls the stream, which stays where it is in the `Arc`.
fn with<T, R>(inner: &Arc<Mutex<T>>, f: impl FnOnce(Pin<&mut T>) -> R) -> R {
    let mut stream = inner.lock().unwrap();
    f(unsafe { Pin::new_unchecked(&mut *stream) })
}
impl<T: AsyncRead> AsyncRead for ReadHalf<T> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        with(&self.inner, |stream| stream.poll_read(cx, buf))
    }
}
impl<T: AsyncWrite> AsyncWrite for WriteHalf<T> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        with(&self.inner, |stream| stream.poll_write(cx, buf))
    }
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        with(&self.inner, |stream| stream.poll_flush(cx))
    }
    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        with(&self.inner, |stream| stream.poll_shutdown(cx))
    }
}
impl<T> fmt::Debug for ReadHalf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("split::ReadHalf").finish()
    }
}
impl<T> fmt::Debug for WriteHalf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("split::WriteHalf").finish()
    }
}
