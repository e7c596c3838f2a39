//! The servers over real sockets, on ports that the system chooses.

mod echo;
mod http;
mod live;
mod process;
mod site;
mod threads;

use server::connections::{Close, Closing, closing};
use server::story::Story;
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Far longer than anything here takes on a busy machine.
const SOON: Duration = Duration::from_secs(20);

/// A server that runs until it is closed.
struct Running {
    address: SocketAddr,
    close: Close,
    task: JoinHandle<()>,
}

impl Running {
    /// Starts what `run` makes of a listener on a free port.
    async fn start<F>(run: impl FnOnce(TcpListener, Closing) -> F) -> Running
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let ip = Ipv4Addr::LOCALHOST.into();
        let (listener, address) = server::listen(ip, 0, "--port").unwrap();
        let (close, closing) = closing();
        let task = tokio::spawn(run(listener, closing));
        Running {
            address,
            close,
            task,
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Closes the server, and waits until it has.
    async fn close(self) {
        self.close.ask();
        soon(self.task).await.expect("it did not panic");
    }
}

/// An echo server, with its story.
async fn echo_server() -> (Running, Story) {
    let story = Story::default();
    let told = story.clone();
    let server =
        Running::start(|listener, closing| server::echo::run(listener, 20_000, story, closing));
    (server.await, told)
}

async fn soon<F: Future>(future: F) -> F::Output {
    timeout(SOON, future).await.expect("it took too long")
}

/// Everything up to the end of the stream.
async fn all(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    soon(stream.read_to_end(&mut bytes)).await.unwrap();
    bytes
}

/// Sends `bytes`, and waits until as many have come back.
async fn there_and_back(stream: &mut TcpStream, bytes: &[u8]) {
    let mut back = vec![0; bytes.len()];
    soon(async {
        let (mut from, mut to) = stream.split();
        let (sent, received) = tokio::join!(to.write_all(bytes), from.read_exact(&mut back));
        sent.unwrap();
        received.unwrap();
    })
    .await;
    assert!(back == bytes, "{} bytes came back changed", bytes.len());
}

/// Bytes that differ from their neighbours.
fn bytes(count: usize) -> Vec<u8> {
    (0..count).map(|n| (n % 251) as u8).collect()
}

/// Closes a connection without a farewell.
fn reset(stream: TcpStream) {
    let socket = socket2::SockRef::from(&stream);
    socket.set_linger(Some(Duration::ZERO)).unwrap();
}
