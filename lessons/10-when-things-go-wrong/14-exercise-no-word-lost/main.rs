//! Exercise: lines that come slowly, a bell that rings, and words that get lost.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::select;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::time::sleep;

/// Prints the lines that come, and when the bell rings.
async fn show(stream: TcpStream, mut bell: Receiver<()>) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let mut line = String::new();
        select! {
            length = reader.read_line(&mut line) => {
                if length? == 0 {
                    return Ok(());
                }
                println!("{}", line.trim_end());
            }
            Some(()) = bell.recv() => println!("the bell rings"),
        }
    }
}

/// Sends two lines in four pieces, and rings after each piece.
async fn send(bell: Sender<()>) -> io::Result<()> {
    let mut stream = TcpStream::connect("127.0.0.1:8080").await?;
    for piece in ["all ", "is well\n", "good ", "night\n"] {
        stream.write_all(piece.as_bytes()).await?;
        sleep(Duration::from_millis(100)).await;
        bell.send(()).await.ok();
        sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    let (ring, bell) = mpsc::channel(1);
    let sender = tokio::spawn(send(ring));
    let (stream, _address) = listener.accept().await?;
    show(stream, bell).await?;
    sender.await.unwrap()
}
