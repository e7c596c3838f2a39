//! Servers as one writes them the first time: awaits, imports and errors that are forgotten.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener as StdListener, TcpStream as StdStream};
use tokio::net::{TcpListener, TcpStream};

async fn forgotten_await() {
    let listener = TcpListener::bind("127.0.0.1:8080").unwrap();
}

async fn forgotten_question_mark() {
    let listener = TcpListener::bind("127.0.0.1:8080").await;
    let (socket, _) = listener.accept().await.unwrap();
}

async fn forgotten_import(mut socket: TcpStream) {
    let mut buf = [0; 1024];
    let n = socket.read(&mut buf).await.unwrap();
}

async fn no_result() {
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
}

fn not_a_pair(listener: StdListener) {
    for (stream, addr) in listener.incoming() {}
}

fn read_without_bytes(mut stream: StdStream) {
    let n = stream.read(1024).unwrap();
}

fn write_a_string(mut stream: StdStream) {
    stream.write_all("hello").unwrap();
}

fn await_in_a_thread(listener: TcpListener) {
    std::thread::spawn(move || {
        let (socket, _) = listener.accept().await.unwrap();
    });
}

fn not_an_address() -> SocketAddr {
    "127.0.0.1:80".parse()
}

fn an_address_of_numbers(ip: IpAddr) -> bool {
    StdStream::connect((ip, "80")).is_ok()
}

fn lines(stream: StdStream) -> usize {
    BufReader::new(stream).lines().map(|line| line.len()).sum()
}

fn main() {}
