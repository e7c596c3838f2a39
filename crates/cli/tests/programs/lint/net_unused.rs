//! What is not used of the network: results of reads and writes, and futures that nobody awaits.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

fn blocking(listener: TcpListener) {
    for stream in listener.incoming() {
        let mut stream = stream.unwrap();
        stream.write_all(b"hello");
        let mut buf = [0; 8];
        stream.read(&mut buf);
        stream.shutdown(Shutdown::Both);
    }
}

async fn answer(mut stream: tokio::net::TcpStream) {
    let mut buf = vec![0; 8];
    stream.write_all(b"hello");
    stream.read(&mut buf).await;
    let n = stream.read(&mut buf).await.unwrap();
    stream.flush();
}

async fn serve(listener: tokio::net::TcpListener) {
    while let Ok((stream, peer)) = listener.accept().await {
        answer(stream);
    }
    tokio::fs::read_to_string("hello.txt");
    tokio::fs::write("hello.txt", "hello").await;
}

fn main() {
    let _ = blocking;
    let _ = serve;
}
