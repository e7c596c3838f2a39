//! To go to another place of a stream.

use std::boxed::Box;
use std::io::{Result, SeekFrom};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::op::Op;

pub trait AsyncSeek {
    fn start_seek(self: Pin<&mut Self>, position: SeekFrom) -> Result<()>;
    fn poll_complete(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<u64>>;
}
impl<T: AsyncSeek + Unpin + ?Sized> AsyncSeek for &mut T {
    fn start_seek(self: Pin<&mut Self>, position: SeekFrom) -> Result<()> {
        Pin::new(&mut **self.get_mut()).start_seek(position)
    }
    fn poll_complete(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<u64>> {
        Pin::new(&mut **self.get_mut()).poll_complete(cx)
    }
}
impl<T: AsyncSeek + Unpin + ?Sized> AsyncSeek for Box<T> {
    fn start_seek(self: Pin<&mut Self>, position: SeekFrom) -> Result<()> {
        Pin::new(&mut **self.get_mut()).start_seek(position)
    }
    fn poll_complete(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<u64>> {
        Pin::new(&mut **self.get_mut()).poll_complete(cx)
    }
}
impl<T: AsRef<[u8]> + Unpin> AsyncSeek for std::io::Cursor<T> {
    fn start_seek(self: Pin<&mut Self>, position: SeekFrom) -> Result<()> {
        std::io::Seek::seek(self.get_mut(), position)?;
        Ok(())
    }
    fn poll_complete(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<u64>> {
        Poll::Ready(Ok(self.get_mut().position()))
    }
}

/// First what goes on has to end, then the place is taken.
fn seek<T: AsyncSeek + ?Sized>(
    mut io: Pin<&mut T>,
    position: &mut Option<SeekFrom>,
    cx: &mut Context<'_>,
) -> Poll<Result<u64>> {
    if let Some(to) = *position {
        ready!(io.as_mut().poll_complete(cx))?;
        io.as_mut().start_seek(to)?;
        *position = None;
    }
    io.poll_complete(cx)
}

pub trait AsyncSeekExt: AsyncSeek {
    fn seek<'a>(&'a mut self, pos: SeekFrom) -> Op<'a, Self, Option<SeekFrom>, u64>
    where
        Self: Unpin,
    {
        Op::new(self, Some(pos), seek)
    }
    fn rewind<'a>(&'a mut self) -> Op<'a, Self, Option<SeekFrom>, u64>
    where
        Self: Unpin,
    {
        self.seek(SeekFrom::Start(0))
    }
    fn stream_position<'a>(&'a mut self) -> Op<'a, Self, Option<SeekFrom>, u64>
    where
        Self: Unpin,
    {
        self.seek(SeekFrom::Current(0))
    }
}
impl<S: AsyncSeek + ?Sized> AsyncSeekExt for S {}
