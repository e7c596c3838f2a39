//! Servers as one writes them the second time: what was moved, and what a task may not borrow.

use std::collections::HashMap;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

async fn not_moved(listener: TcpListener) {
    loop {
        let (mut socket, _) = listener.accept().await.unwrap();
        tokio::spawn(async {
            let _ = socket.write_all(b"hello").await;
        });
    }
}

async fn used_after_split(stream: TcpStream) {
    let (mut reader, _writer) = stream.into_split();
    let mut buf = [0; 8];
    let _ = reader.read(&mut buf).await;
    println!("{:?}", stream.peer_addr());
}

async fn not_mutable(stream: TcpStream) {
    let mut buf = [0; 8];
    let _ = stream.read(&mut buf).await;
}

async fn both_halves_at_once(mut stream: TcpStream) {
    let (mut reader, mut writer) = stream.split();
    let mut buf = [0; 8];
    let n = stream.read(&mut buf).await.unwrap();
    let _ = writer.write_all(&buf[..n]).await;
    let _ = reader.read(&mut buf).await;
}

async fn moved_in_a_loop(listener: TcpListener) {
    let names: HashMap<u32, String> = HashMap::new();
    loop {
        let (_socket, _) = listener.accept().await.unwrap();
        tokio::spawn(async move {
            println!("{}", names.len());
        });
    }
}

async fn borrowed_by_a_task(listener: TcpListener) {
    let greeting = String::from("hello");
    let (mut socket, _) = listener.accept().await.unwrap();
    let text = &greeting;
    tokio::spawn(async move {
        let _ = socket.write_all(text.as_bytes()).await;
    });
}

async fn moved_into_the_task(listener: TcpListener) {
    let (mut socket, _) = listener.accept().await.unwrap();
    tokio::spawn(async move {
        let _ = socket.write_all(b"hello").await;
    });
    let _ = socket.shutdown().await;
}

fn main() {}
