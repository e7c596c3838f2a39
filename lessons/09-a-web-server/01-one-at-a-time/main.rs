//! A web server that serves one request at a time.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep};

const HELLO: &str = "<h1>Hello</h1>";
const MISSING: &str = "<h1>There is no such page</h1>";

async fn handle_connection(mut stream: TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(&mut stream).lines();
    let request = lines.next_line().await?.unwrap_or_default();
    let (status, page) = match request.as_str() {
        "GET / HTTP/1.1" => ("200 OK", HELLO),
        "GET /sleep HTTP/1.1" => {
            sleep(Duration::from_secs(1)).await;
            ("200 OK", HELLO)
        }
        _ => ("404 NOT FOUND", MISSING),
    };
    let length = page.len();
    let response = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{page}");
    stream.write_all(response.as_bytes()).await
}

async fn serve(listener: TcpListener) -> io::Result<()> {
    loop {
        let (stream, _address) = listener.accept().await?;
        handle_connection(stream).await?;
    }
}

/// A browser that asks for one page, and says how long it took.
async fn get(path: &str) -> io::Result<()> {
    let start = Instant::now();
    let mut stream = TcpStream::connect("127.0.0.1:7878").await?;
    let request = format!("GET {path} HTTP/1.1\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut response = String::new();
    stream.read_to_string(&mut response).await?;
    let status = response.lines().next().unwrap_or("no answer");
    let tenths = (start.elapsed().as_millis() + 50) / 100;
    println!("{path}: {status}, after {tenths} tenths of a second");
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:7878").await?;
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
