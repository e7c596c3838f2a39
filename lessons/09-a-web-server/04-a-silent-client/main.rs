//! A web server that does not wait for ever for a client who says nothing.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

const LIMIT: Duration = Duration::from_millis(500);
const HELLO: &str = "<h1>Hello</h1>";
const MISSING: &str = "<h1>There is no such page</h1>";

async fn handle_connection(mut stream: TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(&mut stream).lines();
    let request = lines.next_line().await?.unwrap_or_default();
    let (status, page) = match request.as_str() {
        "GET / HTTP/1.1" => ("200 OK", HELLO),
        _ => ("404 NOT FOUND", MISSING),
    };
    let length = page.len();
    let response = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{page}");
    stream.write_all(response.as_bytes()).await
}

async fn serve(listener: TcpListener) -> io::Result<()> {
    loop {
        let (stream, _address) = listener.accept().await?;
        tokio::spawn(async move {
            match timeout(LIMIT, handle_connection(stream)).await {
                Ok(Ok(())) => println!("server: has answered"),
                Ok(Err(error)) => println!("server: {error}"),
                Err(_) => println!("server: hangs up on a silent client"),
            }
        });
    }
}

/// Sends a request, or what there is of it, and prints the answer.
async fn ask(name: &str, request: &str) -> io::Result<()> {
    let mut stream = TcpStream::connect("127.0.0.1:7878").await?;
    stream.write_all(request.as_bytes()).await?;
    let mut response = String::new();
    stream.read_to_string(&mut response).await?;
    let status = response.lines().next().unwrap_or("no answer");
    println!("{name}: {status}");
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:7878").await?;
    tokio::spawn(serve(listener));

    let silent = tokio::spawn(ask("silent", ""));
    sleep(Duration::from_millis(100)).await;
    let slow = tokio::spawn(ask("half a line", "GET / HT"));
    sleep(Duration::from_millis(100)).await;
    let usual = tokio::spawn(ask("usual", "GET / HTTP/1.1\r\n\r\n"));
    for browser in [silent, slow, usual] {
        browser.await.unwrap()?;
    }
    Ok(())
}
