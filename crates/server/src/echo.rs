//! The echo server of the lesson, for real: a task a connection, 1,024 bytes at a time, back as they
//! came. Every task is recorded.

use std::future::Future;
use std::sync::Arc;
use std::time::Instant;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use trace::{Limits, Traced, Tracer};

/// The lesson's port.
pub const PORT: u16 = 8080;
/// The lesson's buffer, in bytes.
const BUFFER: usize = 1024;

/// What the tasks of a server did: recorded by them, told to whoever asks.
#[derive(Clone)]
pub struct Story(Arc<Tracer>);

impl Default for Story {
    /// Time begins now; a story that nobody asks for ends when the recorder is full.
    fn default() -> Self {
        let start = Instant::now();
        let now = move || u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        Story(Arc::new(Tracer::new(Limits::default(), now)))
    }
}

impl Story {
    /// The events since this was last asked, a line each.
    pub fn since_last_asked(&self) -> String {
        let events = self.0.with_recorder(trace::Recorder::drain);
        trace::text::list(&events, &[]).to_string()
    }
}

/// Accepts connections until `shutdown` is done; those that are open are then dropped.
pub async fn run(listener: TcpListener, story: Story, shutdown: impl Future<Output = ()>) {
    let mut connections = JoinSet::new();
    tokio::pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let name = format!("connection from {peer}");
                    connections.spawn(Traced::spawned(story.0.clone(), &name, echo(stream)));
                }
                // One connection failed, or the machine is short of handles; the next may be well.
                Err(error) => {
                    eprintln!("echo: {error}");
                    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                }
            },
            // Forgets those that are over.
            Some(_) = connections.join_next() => {}
        }
    }
}

/// Sends back what comes until the other side closes or breaks off.
async fn echo(mut stream: TcpStream) {
    let mut buffer = [0; BUFFER];
    while let Ok(read) = stream.read(&mut buffer).await {
        if read == 0 || stream.write_all(&buffer[..read]).await.is_err() {
            break;
        }
    }
}
