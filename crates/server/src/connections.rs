//! What every server here needs around its connections: how many there may be, how long one may be
//! silent, and how all of them come to an end.

use std::future::{Future, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{Instant, Sleep, sleep, timeout};

/// How long the connections have to come to their end once the server closes.
pub const GRACE: Duration = Duration::from_secs(3);
/// A connection on which nothing has come for so long has been answered, when the server closes.
const QUIET: Duration = Duration::from_millis(100);
/// How long we read what nobody wants before we close: see [`linger`].
const LINGER: Duration = Duration::from_millis(500);

/// Asks everything that holds a [`Closing`] to end; dropping it asks as well.
pub struct Close {
    asked: Arc<AtomicBool>,
    wake: watch::Sender<bool>,
}

/// Tells that the server closes.
#[derive(Clone)]
pub struct Closing {
    /// The same as in the channel, to look at without its lock.
    asked: Arc<AtomicBool>,
    wake: watch::Receiver<bool>,
}

pub fn closing() -> (Close, Closing) {
    let asked = Arc::new(AtomicBool::new(false));
    let (sender, receiver) = watch::channel(false);
    let close = Close {
        asked: asked.clone(),
        wake: sender,
    };
    let closing = Closing {
        asked,
        wake: receiver,
    };
    (close, closing)
}

impl Close {
    pub fn ask(&self) {
        self.asked.store(true, Ordering::Release);
        self.wake.send_replace(true);
    }
}

impl Drop for Close {
    fn drop(&mut self) {
        self.ask();
    }
}

impl Closing {
    /// Waits until the server closes.
    pub async fn asked(&self) {
        // An error means that the sender is gone, and with it the server.
        let _ = self.wake.clone().wait_for(|asked| *asked).await;
    }

    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Acquire)
    }
}

/// How long a connection may keep us waiting: made once for each, for it is asked at every read.
pub struct Patience {
    idle: Duration,
    closing: Closing,
    /// Done when the server closes; `None` after that.
    asked: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
    /// When we next look whether anything came; when the server closes, the end.
    timer: Pin<Box<Sleep>>,
    /// Something came or went since the timer was set.
    busy: bool,
    /// Whom `asked` and `timer` wake: they need not be polled again as long as it is the same.
    woken: Option<Waker>,
}

impl Patience {
    /// A connection is given up when it was silent for `idle`, or up to twice as long.
    pub fn new(idle: Duration, closing: &Closing) -> Self {
        let asked = closing.clone();
        Patience {
            idle,
            closing: closing.clone(),
            asked: Some(Box::pin(async move { asked.asked().await })),
            timer: Box::pin(sleep(idle)),
            busy: false,
            woken: None,
        }
    }

    /// Reads; 0, as at the end of a stream, when the server closes and all that came has been read.
    pub async fn read(
        &mut self,
        read: impl Future<Output = io::Result<usize>>,
    ) -> io::Result<usize> {
        match self.wait_for(read, QUIET).await {
            Some(read) => read,
            None if self.asked.is_none() => Ok(0),
            None => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    /// Writes; an error when the other side takes nothing for too long.
    pub async fn write(&mut self, write: impl Future<Output = io::Result<()>>) -> io::Result<()> {
        let written = self.wait_for(write, GRACE).await;
        written.unwrap_or(Err(io::ErrorKind::TimedOut.into()))
    }

    /// `None` if it took too long. Once the server closes, it may take `grace`.
    async fn wait_for<F: Future>(&mut self, work: F, grace: Duration) -> Option<F::Output> {
        let mut work = pin!(work);
        if self.asked.is_none() {
            self.timer.as_mut().reset(Instant::now() + grace);
        }
        poll_fn(|cx| {
            if let Poll::Ready(done) = work.as_mut().poll(cx) {
                self.busy = true;
                return Poll::Ready(Some(done));
            }
            self.poll_lapsed(cx, grace).map(|()| None)
        })
        .await
    }

    fn poll_lapsed(&mut self, cx: &mut Context, grace: Duration) -> Poll<()> {
        let same = self
            .woken
            .as_ref()
            .is_some_and(|waker| waker.will_wake(cx.waker()));
        let asked = self.asked.is_none() || self.closing.is_asked();
        if same && !asked && !self.timer.is_elapsed() {
            return Poll::Pending;
        }
        self.woken = Some(cx.waker().clone());
        if let Some(asked) = &mut self.asked
            && asked.as_mut().poll(cx).is_ready()
        {
            self.asked = None;
            self.timer.as_mut().reset(Instant::now() + grace);
        }
        while self.timer.as_mut().poll(cx).is_ready() {
            if self.asked.is_none() || !self.busy {
                return Poll::Ready(());
            }
            self.busy = false;
            self.timer.as_mut().reset(Instant::now() + self.idle);
        }
        Poll::Pending
    }
}

/// The places for connections of one server.
#[derive(Clone)]
pub struct Places {
    free: Arc<Semaphore>,
    all: u32,
}

/// Held as long as a connection lasts.
pub type Place = OwnedSemaphorePermit;

impl Places {
    pub fn new(all: u32) -> Self {
        Places {
            free: Arc::new(Semaphore::new(all as usize)),
            all,
        }
    }

    /// Waits for a place. Connections that are not accepted wait in the system's queue meanwhile.
    pub async fn one(&self) -> Place {
        let place = self.free.clone().acquire_owned().await;
        place.expect("the semaphore is never closed")
    }

    /// A place if there is one.
    pub fn one_now(&self) -> Option<Place> {
        self.free.clone().try_acquire_owned().ok()
    }

    /// Waits until all are free again, but not longer than `within`.
    pub async fn all_free(&self, within: Duration) {
        let _ = timeout(within, self.free.acquire_many(self.all)).await;
    }
}

/// The next connection; `None` when the server closes and nobody waits to be accepted any more.
pub async fn accept(
    listener: &TcpListener,
    places: &Places,
    closing: &Closing,
) -> Option<(TcpStream, Place)> {
    loop {
        let place = tokio::select! {
            place = places.one() => place,
            () = closing.asked() => places.one_now()?,
        };
        let accepted = tokio::select! {
            biased;
            accepted = listener.accept() => accepted,
            // Whoever has connected already is served.
            () = closing.asked() => timeout(QUIET, listener.accept()).await.ok()?,
        };
        match accepted {
            Ok((stream, _)) => {
                // Small answers go out at once.
                let _ = stream.set_nodelay(true);
                return Some((stream, place));
            }
            // That one failed, or the machine is short of handles; the next may be well.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Closes our side and waits a little for the other's. Closing with bytes unread would reset the
/// connection, and what we sent last could be lost on its way.
pub async fn linger(mut stream: TcpStream) {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let farewell = async {
        stream.shutdown().await?;
        let mut unwanted = [0; 1024];
        while stream.read(&mut unwanted).await? > 0 {}
        io::Result::Ok(())
    };
    let _ = timeout(LINGER, farewell).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::{pending, ready};

    const IDLE: Duration = Duration::from_millis(50);

    #[tokio::test]
    async fn a_silent_connection_is_given_up() {
        let (_close, closing) = closing();
        let mut patience = Patience::new(IDLE, &closing);
        let start = Instant::now();
        let read = patience.read(pending()).await;
        assert_eq!(read.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(start.elapsed() >= IDLE);
        let written = patience.write(pending()).await;
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn when_the_server_closes_what_is_there_is_still_read() {
        let (close, closing) = closing();
        let mut patience = Patience::new(GRACE, &closing);
        close.ask();
        assert_eq!(patience.read(ready(Ok(3))).await.unwrap(), 3);
        assert_eq!(patience.read(pending()).await.unwrap(), 0);
        assert!(patience.write(ready(Ok(()))).await.is_ok());
    }

    #[tokio::test]
    async fn closing_reaches_a_read_that_waits() {
        let (close, closing) = closing();
        let mut patience = Patience::new(GRACE, &closing);
        let reading = tokio::spawn(async move { patience.read(pending()).await });
        tokio::task::yield_now().await;
        drop(close);
        assert_eq!(reading.await.unwrap().unwrap(), 0);
    }
}
