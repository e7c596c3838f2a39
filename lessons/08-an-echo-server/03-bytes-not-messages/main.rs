//! What arrives is a stream of bytes: the borders of what was written are not kept.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// Writes three lines in four pieces.
async fn send() -> io::Result<()> {
    let mut stream = TcpStream::connect("127.0.0.1:8080").await?;
    for piece in ["milk\n", "bread\n"] {
        stream.write_all(piece.as_bytes()).await?;
    }
    for piece in ["hon", "ey\n"] {
        sleep(Duration::from_millis(100)).await;
        stream.write_all(piece.as_bytes()).await?;
    }
    Ok(())
}

async fn by_reads(mut stream: TcpStream) -> io::Result<()> {
    let mut buffer = [0; 1024];
    loop {
        let length = stream.read(&mut buffer).await?;
        if length == 0 {
            return Ok(());
        }
        println!("  {:?}", String::from_utf8_lossy(&buffer[..length]));
    }
}

async fn by_lines(stream: TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    while let Some(line) = lines.next_line().await? {
        println!("  {line:?}");
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:8080").await?;

    println!("by reads");
    let sender = tokio::spawn(send());
    let (stream, _address) = listener.accept().await?;
    by_reads(stream).await?;
    sender.await.unwrap()?;

    println!("by lines");
    let sender = tokio::spawn(send());
    let (stream, _address) = listener.accept().await?;
    by_lines(stream).await?;
    sender.await.unwrap()
}
