//! A web server with an answer for everybody, and a task for each connection.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

fn page(path: &str) -> Option<&'static str> {
    match path {
        "/" => Some("<h1>Hello</h1>"),
        "/slow" => Some("<h1>Hello at last</h1>"),
        _ => None,
    }
}

async fn handle_connection(mut stream: TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(&mut stream).lines();
    let request = lines.next_line().await?.unwrap_or_default();
    let path = request.split(' ').nth(1);
    if path == Some("/slow") {
        sleep(Duration::from_millis(400)).await;
    }
    let (status, page) = match path.map(page) {
        Some(Some(page)) => ("200 OK", page),
        Some(None) => ("404 NOT FOUND", "<h1>There is no such page</h1>"),
        None => ("400 BAD REQUEST", "<h1>What do you mean?</h1>"),
    };
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

/// Sends a line, and prints the first line of the answer.
async fn ask(request: &str) -> io::Result<()> {
    let mut response = String::new();
    if let Ok(mut stream) = TcpStream::connect("127.0.0.1:7878").await {
        let request = format!("{request}\r\n\r\n");
        stream.write_all(request.as_bytes()).await.ok();
        stream.read_to_string(&mut response).await.ok();
    }
    let status = response.lines().next().unwrap_or("no answer");
    println!("{request}: {status}");
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:7878").await?;
    tokio::spawn(serve(listener));

    let mut browsers = Vec::new();
    for request in [
        "GET /slow HTTP/1.1",
        "GET /cake HTTP/1.1",
        "HELLO",
        "GET / HTTP/1.1",
    ] {
        browsers.push(tokio::spawn(ask(request)));
        sleep(Duration::from_millis(50)).await;
    }
    for browser in browsers {
        browser.await.unwrap()?;
    }
    Ok(())
}
