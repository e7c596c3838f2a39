//! A slow request: awaited in the accept loop it holds up all others, spawned it does not, and a future that is made
//! and neither awaited nor spawned answers nobody.

use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep, timeout};

async fn handle_connection(mut stream: TcpStream) -> std::io::Result<()> {
    let mut request_line = String::new();
    let mut reader = BufReader::new(&mut stream);
    reader.read_line(&mut request_line).await?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).await? == 0 || line == "\r\n" {
            break;
        }
    }
    let (status, body) = match request_line.trim_end() {
        "GET / HTTP/1.1" => ("200 OK", "<h1>Hello!</h1>"),
        "GET /sleep HTTP/1.1" => {
            sleep(Duration::from_millis(500)).await;
            ("200 OK", "<h1>Good morning!</h1>")
        }
        _ => ("404 NOT FOUND", "<h1>Oops!</h1>"),
    };
    let response = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    stream.write_all(response.as_bytes()).await?;
    stream.flush().await
}

async fn one_at_a_time(listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        handle_connection(stream).await.unwrap();
    }
}

async fn a_task_each(listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(async move {
            handle_connection(stream).await.unwrap();
        });
    }
}

#[allow(unused_must_use)]
async fn nobody_answers(listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        handle_connection(stream);
    }
}

async fn get(addr: SocketAddr, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(addr).await?;
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: here\r\n\r\n").as_bytes()).await?;
    let mut response = String::new();
    stream.read_to_string(&mut response).await?;
    Ok(response)
}

async fn visit<F: Future<Output = ()> + Send + 'static>(serve: fn(TcpListener) -> F) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let server = tokio::spawn(serve(listener));
    let start = Instant::now();
    let mut visits = Vec::new();
    for path in ["/sleep", "/", "/none", "/sleep"] {
        visits.push(tokio::spawn(async move {
            let response = timeout(Duration::from_secs(5), get(addr, path)).await;
            let what = match response {
                Ok(Ok(response)) => response.lines().next().unwrap_or("(nothing)").to_string(),
                Ok(Err(e)) => e.kind().to_string(),
                Err(_) => "no answer".to_string(),
            };
            println!("{path}: {what} after {} tenths", start.elapsed().as_millis() / 100);
        }));
    }
    for visit in visits {
        visit.await.unwrap();
    }
    server.abort();
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("one at a time");
    visit(one_at_a_time).await;
    println!("a task each");
    visit(a_task_each).await;
    println!("nobody answers");
    visit(nobody_answers).await;
}
