//! The echo server: it listens, accepts, and gives each connection to a task, which reads into 1024 bytes, writes
//! them back, and ends when there is nothing more to read.

use std::error::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

async fn serve(listener: TcpListener) -> Result<(), Box<dyn Error + Send + Sync>> {
    loop {
        let (mut socket, _) = listener.accept().await?;
        println!("accepted");

        tokio::spawn(async move {
            let mut buf = [0; 1024];
            loop {
                let n = match socket.read(&mut buf).await {
                    Ok(0) => {
                        println!("closed");
                        return;
                    }
                    Ok(n) => n,
                    Err(e) => {
                        eprintln!("failed to read: {e}");
                        return;
                    }
                };
                if let Err(e) = socket.write_all(&buf[..n]).await {
                    eprintln!("failed to write: {e}");
                    return;
                }
            }
        });
    }
}

async fn talk(number: u32) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut stream = TcpStream::connect("127.0.0.1:8080").await?;
    println!("client {number} is connected");
    for round in 1..=2 {
        stream.write_all(format!("hello {round} from {number}").as_bytes()).await?;
        let mut buf = vec![0; 100];
        let n = stream.read(&mut buf).await?;
        println!("client {number} hears: {}", String::from_utf8_lossy(&buf[..n]));
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    println!("{}", TcpListener::bind("127.0.0.1:8080").await.unwrap_err());
    let server = tokio::spawn(serve(listener));
    let mut clients = JoinSet::new();
    for number in 0..3 {
        clients.spawn(talk(number));
    }
    while let Some(result) = clients.join_next().await {
        result??;
    }
    tokio::task::yield_now().await;
    server.abort();
    println!("{}", server.await.unwrap_err().is_cancelled());
    println!("{}", TcpStream::connect("127.0.0.1:8080").await.unwrap_err());
    Ok(())
}
