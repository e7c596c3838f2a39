//! An open file. One operation goes on at a time, on a thread for blocking work: a write is ready when it has been
//! handed over, so its error comes out at the next operation, and what counts is `flush`.

use std::fmt;
use std::fs::{self, Metadata};
use std::future::poll_fn;
use std::future::Future;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom, Write};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::vec::Vec;

use super::{OpenOptions, asyncify};
use crate::io::{AsyncRead, AsyncSeek, AsyncWrite, ReadBuf};
use crate::sync::Mutex;
use crate::task::{JoinHandle, spawn_blocking};

/// How much is read or written at a time.
const MAX_BUF_SIZE: usize = 2 << 20;

pub struct File {
    std: Arc<fs::File>,
    inner: Mutex<Inner>,
    max_buf_size: usize,
}
struct Inner {
    state: State,
    /// Of a write whose end nobody has waited for.
    write_error: Option<ErrorKind>,
    /// Where the last seek came to.
    pos: u64,
}
enum State {
    /// What was read and nobody has taken yet.
    Idle(Left),
    Busy(JoinHandle<(Done, Left)>),
}
enum Done {
    Read(Result<()>),
    Write(Result<()>),
    Seek(Result<u64>),
}
#[derive(Default)]
struct Left {
    bytes: Vec<u8>,
    at: usize,
}
impl Left {
    fn rest(&self) -> &[u8] {
        &self.bytes[self.at..]
    }
    fn take_into(&mut self, buf: &mut ReadBuf<'_>) {
        self.at += buf.put_some(&self.bytes[self.at..]);
    }
    /// Forgets it: the file has to go back so far.
    fn discard(&mut self) -> Option<SeekFrom> {
        let back = self.rest().len();
        *self = Left::default();
        (back > 0).then_some(SeekFrom::Current(-(back as i64)))
    }
}

impl Inner {
    /// Begins an operation, from the place where the program believes to be.
    fn begin(&mut self, std: &Arc<fs::File>, op: impl FnOnce(&fs::File) -> Done + Send + 'static) {
        let std = std.clone();
        let back = match &mut self.state {
            State::Idle(left) => left.discard(),
            State::Busy(_) => None,
        };
        self.state = State::Busy(spawn_blocking(move || {
            if let Some(back) = back
                && let Err(e) = (&*std).seek(back)
            {
                return (Done::Write(Err(e)), Left::default());
            }
            (op(&std), Left::default())
        }));
    }
    /// Waits for what is going on. `None` when nothing is.
    fn poll_done(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Done>>> {
        let State::Busy(handle) = &mut self.state else {
            return Poll::Ready(Ok(None));
        };
        let ended = ready!(Pin::new(handle).poll(cx));
        let (done, left) = match ended {
            Ok(done) => done,
            Err(e) => {
                self.state = State::Idle(Left::default());
                return Poll::Ready(Err(Error::from(e)));
            }
        };
        self.state = State::Idle(left);
        if let Done::Seek(Ok(pos)) = done {
            self.pos = pos;
        }
        Poll::Ready(Ok(Some(done)))
    }
    /// Waits for what is going on, and keeps its error for later.
    async fn complete(&mut self) {
        let done = poll_fn(|cx| self.poll_done(cx)).await;
        if let Ok(Some(Done::Write(Err(e)))) = done {
            self.write_error = Some(e.kind());
        }
    }
    fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        if let Some(kind) = self.write_error.take() {
            return Poll::Ready(Err(Error::from(kind)));
        }
        Poll::Ready(match ready!(self.poll_done(cx))? {
            Some(Done::Write(result)) => result,
            _ => Ok(()),
        })
    }
}

impl File {
    pub async fn open(path: impl AsRef<Path>) -> Result<File> {
        File::options().read(true).open(path).await
    }
    pub async fn create(path: impl AsRef<Path>) -> Result<File> {
        File::options().write(true).create(true).truncate(true).open(path).await
    }
    pub async fn create_new<P: AsRef<Path>>(path: P) -> Result<File> {
        File::options().read(true).write(true).create_new(true).open(path).await
    }
    #[must_use]
    pub fn options() -> OpenOptions {
        OpenOptions::new()
    }
    pub fn from_std(std: fs::File) -> File {
        File {
            std: Arc::new(std),
            inner: Mutex::new(Inner {
                state: State::Idle(Left::default()),
                write_error: None,
                pos: 0,
            }),
            max_buf_size: MAX_BUF_SIZE,
        }
    }
    pub async fn into_std(mut self) -> fs::File {
        self.inner.get_mut().complete().await;
        match Arc::into_inner(self.std) {
            Some(std) => std,
            None => panic!("Arc::try_unwrap failed"),
        }
    }
    pub async fn sync_all(&self) -> Result<()> {
        self.inner.lock().await.complete().await;
        let std = self.std.clone();
        asyncify(move || std.sync_all()).await
    }
    pub async fn sync_data(&self) -> Result<()> {
        self.inner.lock().await.complete().await;
        let std = self.std.clone();
        asyncify(move || std.sync_data()).await
    }
    pub async fn set_len(&self, size: u64) -> Result<()> {
        let mut inner = self.inner.lock().await;
        inner.complete().await;
        inner.begin(&self.std, move |std| Done::Write(std.set_len(size)));
        match poll_fn(|cx| inner.poll_done(cx)).await? {
            Some(Done::Write(result)) => result,
            _ => Ok(()),
        }
    }
    pub async fn metadata(&self) -> Result<Metadata> {
        let std = self.std.clone();
        asyncify(move || std.metadata()).await
    }
    pub async fn try_clone(&self) -> Result<File> {
        self.inner.lock().await.complete().await;
        let std = self.std.clone();
        let mut file = File::from_std(asyncify(move || std.try_clone()).await?);
        file.max_buf_size = self.max_buf_size;
        Ok(file)
    }
    #[track_caller]
    pub fn set_max_buf_size(&mut self, max_buf_size: usize) {
        assert!(max_buf_size > 0, "`max_buf_size` must be greater than 0");
        self.max_buf_size = max_buf_size;
    }
    pub fn max_buf_size(&self) -> usize {
        self.max_buf_size
    }
}

impl AsyncRead for File {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let this = self.get_mut();
        let inner = this.inner.get_mut();
        loop {
            if let State::Idle(left) = &mut inner.state {
                if !left.rest().is_empty() || buf.remaining() == 0 {
                    left.take_into(buf);
                    return Poll::Ready(Ok(()));
                }
                let size = buf.remaining().min(this.max_buf_size);
                inner.state = State::Busy(read(this.std.clone(), size));
            }
            match ready!(inner.poll_done(cx))? {
                Some(Done::Read(result)) => {
                    if let State::Idle(left) = &mut inner.state {
                        left.take_into(buf);
                    }
                    return Poll::Ready(result);
                }
                Some(Done::Write(Err(e))) => inner.write_error = Some(e.kind()),
                _ => {}
            }
        }
    }
}
fn read(std: Arc<fs::File>, size: usize) -> JoinHandle<(Done, Left)> {
    spawn_blocking(move || {
        let mut bytes = std::vec![0; size];
        match (&*std).read(&mut bytes) {
            Ok(n) => {
                bytes.truncate(n);
                (Done::Read(Ok(())), Left { bytes, at: 0 })
            }
            Err(e) => (Done::Read(Err(e)), Left::default()),
        }
    })
}
impl AsyncWrite for File {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        let this = self.get_mut();
        let inner = this.inner.get_mut();
        if let Some(kind) = inner.write_error.take() {
            return Poll::Ready(Err(Error::from(kind)));
        }
        if let Some(Done::Write(Err(e))) = ready!(inner.poll_done(cx))? {
            return Poll::Ready(Err(e));
        }
        let bytes = buf[..buf.len().min(this.max_buf_size)].to_vec();
        let n = bytes.len();
        inner.begin(&this.std, move |mut std| Done::Write(std.write_all(&bytes)));
        Poll::Ready(Ok(n))
    }
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.get_mut().inner.get_mut().poll_flush(cx)
    }
    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.poll_flush(cx)
    }
}
impl AsyncSeek for File {
    fn start_seek(self: Pin<&mut Self>, position: SeekFrom) -> Result<()> {
        let this = self.get_mut();
        let inner = this.inner.get_mut();
        if let State::Busy(_) = inner.state {
            return Err(Error::other(
                "other file operation is pending, call poll_complete before start_seek",
            ));
        }
        inner.begin(&this.std, move |mut std| Done::Seek(std.seek(position)));
        Ok(())
    }
    fn poll_complete(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<u64>> {
        let inner = self.get_mut().inner.get_mut();
        match ready!(inner.poll_done(cx))? {
            Some(Done::Seek(result)) => return Poll::Ready(result),
            Some(Done::Write(Err(e))) => inner.write_error = Some(e.kind()),
            _ => {}
        }
        Poll::Ready(Ok(inner.pos))
    }
}
impl From<fs::File> for File {
    fn from(std: fs::File) -> File {
        File::from_std(std)
    }
}
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("tokio::fs::File").field("std", &self.std).finish()
    }
}
