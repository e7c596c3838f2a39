//! An echo server for a single client: listen, accept, read, write back, until the client closes.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

async fn echo(mut stream: TcpStream) -> io::Result<()> {
    let mut buffer = [0; 1024];
    loop {
        let length = stream.read(&mut buffer).await?;
        if length == 0 {
            println!("server: the client has closed");
            return Ok(());
        }
        println!("server: got {length} bytes");
        stream.write_all(&buffer[..length]).await?;
    }
}

async fn talk() -> io::Result<()> {
    let mut stream = TcpStream::connect("127.0.0.1:8080").await?;
    println!("client: connected");
    for word in ["hello", "is anybody there?"] {
        stream.write_all(word.as_bytes()).await?;
        let mut buffer = [0; 1024];
        let length = stream.read(&mut buffer).await?;
        println!(
            "client: hears {}",
            String::from_utf8_lossy(&buffer[..length])
        );
        sleep(Duration::from_millis(200)).await;
    }
    println!("client: goes");
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    println!("server: listens");
    let client = tokio::spawn(talk());

    let (stream, _address) = listener.accept().await?;
    println!("server: has accepted");
    echo(stream).await?;
    client.await.unwrap()
}
