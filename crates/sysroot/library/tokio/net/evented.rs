//! A socket of `std`, and what the runtime knows of its readiness.

use std::future::poll_fn;
use std::io::{Error, ErrorKind, Result};
use std::net::socket::Socket;
use std::ops::Deref;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::{fmt, net};

use crate::runtime::io::{Event, FOR_READING, FOR_WRITING, ScheduledIo};
use crate::runtime::{Handle, context};
use crate::task::coop;

pub(super) trait Source {
    fn socket(&self) -> &Socket;
}
macro_rules! sources {
    ($($T:ty)*) => { $(
        impl Source for $T {
            fn socket(&self) -> &Socket {
                <$T>::socket(self)
            }
        }
    )* };
}
sources! { net::TcpListener net::TcpStream net::UdpSocket }

pub(super) struct Evented<S: Source> {
    /// None once it has been given away.
    std: Option<S>,
    pub(super) scheduled: Arc<ScheduledIo>,
    handle: Handle,
}
impl<S: Source> Evented<S> {
    #[track_caller]
    pub(super) fn new(std: S) -> Result<Evented<S>> {
        let Some(handle) = context::current() else {
            panic!("there is no reactor running, must be called from the context of a Tokio 1.x runtime");
        };
        let Some(driver) = &handle.shared.io else {
            panic!(
                "A Tokio 1.x context was found, but IO is disabled. Call `enable_io` on the runtime builder to enable IO."
            );
        };
        let socket = std.socket();
        socket.set_nonblocking(true);
        let scheduled = driver.register(socket.id())?;
        Ok(Evented {
            std: Some(std),
            scheduled,
            handle,
        })
    }
    pub(super) fn into_std(mut self) -> Result<S> {
        self.deregister();
        self.std.take().ok_or_else(|| Error::from(ErrorKind::NotConnected))
    }
    fn deregister(&self) {
        if let (Some(std), Some(driver)) = (&self.std, &self.handle.shared.io) {
            driver.deregister(std.socket().id());
        }
    }
    /// Tries when it is ready, until it can be done.
    pub(super) fn poll_io<R>(
        &self,
        cx: &mut Context<'_>,
        mask: u64,
        mut op: impl FnMut() -> Result<R>,
    ) -> Poll<Result<R>> {
        loop {
            let event = ready!(self.scheduled.poll_ready(cx, mask))?;
            match op() {
                Err(e) if e.kind() == ErrorKind::WouldBlock => self.scheduled.clear_ready(event),
                done => return Poll::Ready(done),
            }
        }
    }
    /// As `poll_io`; when less was done than asked for, the next try has to wait.
    fn poll_some(
        &self,
        cx: &mut Context<'_>,
        mask: u64,
        asked: usize,
        mut op: impl FnMut() -> Result<usize>,
    ) -> Poll<Result<usize>> {
        loop {
            let event = ready!(self.scheduled.poll_ready(cx, mask))?;
            match op() {
                Err(e) if e.kind() == ErrorKind::WouldBlock => self.scheduled.clear_ready(event),
                Ok(n) => {
                    if 0 < n && n < asked {
                        self.scheduled.clear_ready(event);
                    }
                    return Poll::Ready(Ok(n));
                }
                Err(e) => return Poll::Ready(Err(e)),
            }
        }
    }
    pub(super) fn poll_read(&self, cx: &mut Context<'_>, buf: &mut [u8]) -> Poll<Result<usize>> {
        self.poll_some(cx, FOR_READING, buf.len(), || self.socket().read(buf, false))
    }
    pub(super) fn poll_write(&self, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        self.poll_some(cx, FOR_WRITING, buf.len(), || self.socket().write(buf, None))
    }
    pub(super) fn try_io<R>(&self, mask: u64, op: impl FnOnce() -> Result<R>) -> Result<R> {
        let Some(event) = self.scheduled.now(mask) else {
            return Err(Error::from(ErrorKind::WouldBlock));
        };
        match op() {
            Err(e) if e.kind() == ErrorKind::WouldBlock => {
                self.scheduled.clear_ready(event);
                Err(Error::from(ErrorKind::WouldBlock))
            }
            done => done,
        }
    }
    pub(super) async fn async_io<R>(&self, mask: u64, mut op: impl FnMut() -> Result<R>) -> Result<R> {
        loop {
            let event: Event = self.scheduled.ready(mask).await?;
            let coop = poll_fn(coop::poll_proceed).await;
            match op() {
                Err(e) if e.kind() == ErrorKind::WouldBlock => self.scheduled.clear_ready(event),
                done => {
                    coop.made_progress();
                    return done;
                }
            }
        }
    }
}
impl<S: Source> Deref for Evented<S> {
    type Target = S;
    fn deref(&self) -> &S {
        match &self.std {
            Some(std) => std,
            None => panic!("the socket was given away"),
        }
    }
}
impl<S: Source> Drop for Evented<S> {
    fn drop(&mut self) {
        self.deregister();
    }
}
impl<S: Source + fmt::Debug> fmt::Debug for Evented<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PollEvented").field("io", &self.std).finish()
    }
}
