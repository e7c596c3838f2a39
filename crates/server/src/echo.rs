//! The echo server of the lesson, for real: a task a connection, 1,024 bytes at a time, back as they
//! came. Every task is recorded.

use crate::connections::{self, Closing, Patience, Places, linger};
use crate::story::Story;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The lesson's port.
pub const PORT: u16 = 8080;
/// The lesson's buffer, in bytes.
pub const BUFFER: usize = 1024;
/// A connection that is silent for so long is closed.
pub const IDLE: Duration = Duration::from_secs(600);

/// Accepts connections until the server closes. Then those that are open get back what they have sent,
/// and are closed.
pub async fn run(listener: TcpListener, connections: u32, story: Story, closing: Closing) {
    let places = Places::new(connections);
    let serve = async {
        while let Some((stream, place)) = connections::accept(&listener, &places, &closing).await {
            let patience = Patience::new(IDLE, &closing);
            let name = story.connection(&stream);
            let task = story.spawned(&name, async move {
                // A connection that breaks off is the other side's affair.
                let _ = echo(stream, patience).await;
                drop(place);
            });
            tokio::spawn(task);
        }
    };
    story.spawned("echo server", serve).await;
    places.all_free(connections::GRACE).await;
}

/// Sends back what comes until the other side closes.
async fn echo(mut stream: TcpStream, mut patience: Patience) -> io::Result<()> {
    let mut buffer = [0; BUFFER];
    loop {
        let read = patience.read(stream.read(&mut buffer)).await?;
        if read == 0 {
            break;
        }
        patience.write(stream.write_all(&buffer[..read])).await?;
    }
    linger(stream).await;
    Ok(())
}
