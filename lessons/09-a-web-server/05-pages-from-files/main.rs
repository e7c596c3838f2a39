//! The whole web server: pages from files, a slow path, and a task for each request.

use std::io;
use std::time::Duration;

use tokio::fs;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep};

async fn handle_connection(mut stream: TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(&mut stream).lines();
    let request = lines.next_line().await?.unwrap_or_default();
    let (status, file) = match request.as_str() {
        "GET / HTTP/1.1" => ("200 OK", "hello.html"),
        "GET /sleep HTTP/1.1" => {
            sleep(Duration::from_secs(1)).await;
            ("200 OK", "hello.html")
        }
        _ => ("404 NOT FOUND", "404.html"),
    };
    let page = fs::read_to_string(file).await?;
    let length = page.len();
    let response = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{page}");
    stream.write_all(response.as_bytes()).await
}

async fn serve(listener: TcpListener) -> io::Result<()> {
    loop {
        let (stream, _address) = listener.accept().await?;
        tokio::spawn(async move {
            if let Err(error) = handle_connection(stream).await {
                eprintln!("a connection failed: {error}");
            }
        });
    }
}

/// A browser that asks for one page, and shows what it gets.
async fn get(path: &str) -> io::Result<()> {
    let start = Instant::now();
    let mut stream = TcpStream::connect("127.0.0.1:7878").await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut response = String::new();
    stream.read_to_string(&mut response).await?;
    let tenths = (start.elapsed().as_millis() + 50) / 100;
    println!("{path}, after {tenths} tenths of a second");
    for line in response.lines() {
        println!("  {line}");
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    fs::write("hello.html", "<h1>Hello</h1>\n<p>from Rust</p>\n").await?;
    fs::write("404.html", "<h1>There is no such page</h1>\n").await?;
    let listener = TcpListener::bind("127.0.0.1:7878").await?;
    println!("listens on port 7878");
    tokio::spawn(serve(listener));

    let slow = tokio::spawn(get("/sleep"));
    sleep(Duration::from_millis(200)).await;
    let quick = tokio::spawn(get("/"));
    sleep(Duration::from_millis(200)).await;
    let wrong = tokio::spawn(get("/cake"));
    for browser in [slow, quick, wrong] {
        browser.await.unwrap()?;
    }
    Ok(())
}
