//! A server that stops in order: no new connections, those that are there come to their end.

use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};

async fn handle(stream: TcpStream, mut stop: watch::Receiver<bool>, _done: mpsc::Sender<()>) {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    loop {
        tokio::select! {
            line = lines.next_line() => match line {
                Ok(Some(line)) => writer.write_all(format!("you said {line}\n").as_bytes()).await.unwrap(),
                _ => break,
            },
            _ = stop.changed() => {
                writer.write_all(b"goodbye\n").await.unwrap();
                break;
            }
        }
    }
    println!("a connection has ended");
}

async fn serve(listener: TcpListener, mut stop: watch::Receiver<bool>) {
    let (done, mut all_done) = mpsc::channel(1);
    loop {
        tokio::select! {
            biased;
            _ = stop.changed() => break,
            accepted = listener.accept() => {
                let (stream, _) = accepted.unwrap();
                tokio::spawn(handle(stream, stop.clone(), done.clone()));
            }
        }
    }
    println!("no more connections");
    drop(listener);
    drop(done);
    let _ = all_done.recv().await;
    println!("the server has stopped");
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let addr = listener.local_addr()?;
    let (stop, stopped) = watch::channel(false);
    let server = tokio::spawn(serve(listener, stopped));

    let mut first = BufReader::new(TcpStream::connect(addr).await?).lines();
    let second = TcpStream::connect(addr).await?;
    first.get_mut().write_all(b"hello\n").await?;
    println!("{:?}", first.next_line().await?);
    drop(second);
    tokio::time::sleep(Duration::from_millis(10)).await;
    stop.send(true).unwrap();
    println!("{:?}", first.next_line().await?);
    println!("{:?}", first.next_line().await?);
    server.await.unwrap();
    println!("{}", TcpStream::connect(addr).await.unwrap_err());
    Ok(())
}
