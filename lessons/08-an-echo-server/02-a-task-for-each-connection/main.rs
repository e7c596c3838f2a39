//! An echo server for many: a task for each connection, and one that goes on accepting.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::sleep;

async fn echo(mut stream: TcpStream, number: u32) -> io::Result<()> {
    let mut buffer = [0; 1024];
    loop {
        let length = stream.read(&mut buffer).await?;
        if length == 0 {
            println!("connection {number}: closed");
            return Ok(());
        }
        stream.write_all(&buffer[..length]).await?;
    }
}

async fn listen(listener: TcpListener) -> io::Result<()> {
    let mut number = 0;
    loop {
        let (stream, _address) = listener.accept().await?;
        number += 1;
        println!("connection {number}: accepted");
        tokio::spawn(echo(stream, number));
    }
}

/// Says three words, and thinks before each of them.
async fn talk(name: &str, millis: u64) -> io::Result<()> {
    let mut stream = TcpStream::connect("127.0.0.1:8080").await?;
    for word in ["one", "two", "three"] {
        sleep(Duration::from_millis(millis)).await;
        stream.write_all(word.as_bytes()).await?;
        let mut buffer = [0; 1024];
        let length = stream.read(&mut buffer).await?;
        println!(
            "  {name} hears {}",
            String::from_utf8_lossy(&buffer[..length])
        );
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    tokio::spawn(listen(listener));

    let mut clients = JoinSet::new();
    clients.spawn(talk("Ada", 350));
    clients.spawn(talk("Bob", 100));
    for result in clients.join_all().await {
        result?;
    }
    sleep(Duration::from_millis(50)).await;
    println!("all clients have gone");
    Ok(())
}
