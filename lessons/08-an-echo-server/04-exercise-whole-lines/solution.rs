//! A server that answers every line in capitals, for many at once.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

async fn shout(mut stream: TcpStream) -> io::Result<()> {
    let (from_client, mut to_client) = stream.split();
    let mut lines = BufReader::new(from_client).lines();
    while let Some(line) = lines.next_line().await? {
        let answer = format!("{}!\n", line.to_uppercase());
        to_client.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}

async fn listen(listener: TcpListener) -> io::Result<()> {
    loop {
        let (stream, _address) = listener.accept().await?;
        tokio::spawn(async move {
            if let Err(error) = shout(stream).await {
                eprintln!("a connection failed: {error}");
            }
        });
    }
}

/// Sends pieces, each with the number of answers to wait for before the next one.
async fn talk(name: &str, pieces: [(&str, usize); 3]) -> io::Result<()> {
    let stream = TcpStream::connect("127.0.0.1:8080").await?;
    let (from_server, mut to_server) = stream.into_split();
    let mut answers = BufReader::new(from_server).lines();
    for (piece, count) in pieces {
        sleep(Duration::from_millis(100)).await;
        to_server.write_all(piece.as_bytes()).await?;
        for _ in 0..count {
            let answer = answers.next_line().await?.unwrap_or_default();
            println!("{name}: {answer}");
        }
    }
    // Nothing more will be sent; what is on its way is still read.
    to_server.shutdown().await?;
    while let Some(answer) = answers.next_line().await? {
        println!("{name}, too many: {answer}");
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    tokio::spawn(listen(listener));

    let ada = tokio::spawn(talk("Ada", [("good ", 0), ("morn", 0), ("ing\n", 1)]));
    sleep(Duration::from_millis(50)).await;
    let bob = [("hello\n", 1), ("are you\nthere\n", 2), ("bye\n", 1)];
    talk("Bob", bob).await?;
    ada.await.unwrap()
}
