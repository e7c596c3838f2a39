//! A server that shuts its door, and lets those inside talk to the end.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::select;
use tokio::sync::oneshot::{self, Receiver};
use tokio::task::JoinSet;
use tokio::time::sleep;

async fn echo(mut stream: TcpStream) -> io::Result<()> {
    let mut buffer = [0; 1024];
    loop {
        let length = stream.read(&mut buffer).await?;
        if length == 0 {
            return Ok(());
        }
        stream.write_all(&buffer[..length]).await?;
    }
}

/// Accepts until it is told to close.
async fn listen(listener: TcpListener, mut close: Receiver<()>) -> io::Result<()> {
    let mut connections = JoinSet::new();
    loop {
        select! {
            accepted = listener.accept() => {
                let (stream, _address) = accepted?;
                connections.spawn(echo(stream));
            }
            _ = &mut close => {
                println!("server: closes");
                break;
            }
        }
    }
    // Who comes now is turned away; who is in stays until the end.
    drop(listener);
    while let Some(connection) = connections.join_next().await {
        if let Ok(Err(error)) = connection {
            eprintln!("a connection failed: {error}");
        }
    }
    Ok(())
}

/// Says three words, and thinks before each of them.
async fn talk(name: &str) -> io::Result<()> {
    let Ok(mut stream) = TcpStream::connect("127.0.0.1:8080").await else {
        println!("{name}: the door is shut");
        return Ok(());
    };
    for word in ["one", "two", "three"] {
        sleep(Duration::from_millis(100)).await;
        stream.write_all(word.as_bytes()).await?;
        let mut buffer = [0; 1024];
        match stream.read(&mut buffer).await {
            Ok(length @ 1..) => {
                let echo = String::from_utf8_lossy(&buffer[..length]);
                println!("{name}: hears {echo}");
            }
            _ => {
                println!("{name}: cut off");
                return Ok(());
            }
        }
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    let (close, closing) = oneshot::channel();
    let server = tokio::spawn(listen(listener, closing));
    let ada = tokio::spawn(talk("Ada"));

    sleep(Duration::from_millis(150)).await;
    close.send(()).ok();
    sleep(Duration::from_millis(100)).await;
    talk("Eve").await?;

    server.await.unwrap()?;
    println!("server: has closed");
    ada.await.unwrap()
}
