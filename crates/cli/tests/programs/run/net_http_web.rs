//! A small web server with keep-alive, posts and shared state, and a client that uses one connection for all.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

#[derive(Debug)]
struct Request {
    method: String,
    path: String,
    headers: HashMap<String, String>,
    body: Vec<u8>,
}

async fn headers<R: AsyncBufRead + Unpin>(reader: &mut R) -> std::io::Result<HashMap<String, String>> {
    let mut headers = HashMap::new();
    let mut line = String::new();
    loop {
        line.clear();
        reader.read_line(&mut line).await?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            return Ok(headers);
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_string());
    }
}

async fn body<R: AsyncBufRead + Unpin>(reader: &mut R, headers: &HashMap<String, String>) -> std::io::Result<Vec<u8>> {
    let length = headers.get("content-length").and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).await?;
    Ok(body)
}

async fn request<R: AsyncBufRead + Unpin>(reader: &mut R) -> std::io::Result<Option<Request>> {
    let mut line = String::new();
    if reader.read_line(&mut line).await? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or("/"));
    let headers = headers(reader).await?;
    let body = body(reader, &headers).await?;
    Ok(Some(Request { method: method.into(), path: path.into(), headers, body }))
}

async fn respond<W: AsyncWrite + Unpin>(writer: &mut W, status: &str, body: &[u8]) -> std::io::Result<()> {
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", body.len());
    writer.write_all(head.as_bytes()).await?;
    writer.write_all(body).await?;
    writer.flush().await
}

type Notes = Arc<Mutex<BTreeMap<u32, String>>>;

fn route(request: &Request, notes: &Notes) -> (&'static str, String) {
    let mut notes = notes.lock().unwrap();
    let parts: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    match (request.method.as_str(), parts.as_slice()) {
        ("GET", [""]) => ("200 OK", format!("hello, {}", request.headers["host"])),
        ("GET", ["notes"]) => ("200 OK", format!("{notes:?}")),
        ("POST", ["notes"]) => match std::str::from_utf8(&request.body) {
            Ok(text) => {
                let id = notes.last_key_value().map_or(1, |(id, _)| id + 1);
                notes.insert(id, text.to_string());
                ("201 Created", id.to_string())
            }
            Err(e) => ("400 Bad Request", e.to_string()),
        },
        ("DELETE", ["notes", id]) => match id.parse().ok().and_then(|id| notes.remove(&id)) {
            Some(note) => ("200 OK", note),
            None => ("404 Not Found", String::new()),
        },
        (_, ["notes", ..]) => ("405 Method Not Allowed", String::new()),
        _ => ("404 Not Found", String::new()),
    }
}

async fn serve(stream: TcpStream, notes: Notes) -> std::io::Result<u32> {
    let mut stream = BufReader::new(stream);
    let mut served = 0;
    while let Some(request) = request(&mut stream).await? {
        let (status, text) = route(&request, &notes);
        respond(&mut stream, status, text.as_bytes()).await?;
        served += 1;
    }
    Ok(served)
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let mut client = BufReader::new(TcpStream::connect(listener.local_addr()?).await?);
    let serving = tokio::spawn(async move {
        let (stream, _) = listener.accept().await?;
        serve(stream, Notes::default()).await
    });
    for (method, path, text) in [
        ("GET", "/", &b""[..]),
        ("POST", "/notes", b"first"),
        ("POST", "/notes", b"second"),
        ("POST", "/notes", b"\xff"),
        ("GET", "/notes", b""),
        ("DELETE", "/notes/1", b""),
        ("DELETE", "/notes/1", b""),
        ("PUT", "/notes/2", b"x"),
        ("GET", "/notes", b""),
        ("GET", "/else", b""),
    ] {
        let head = format!("{method} {path} HTTP/1.1\r\nHost: rust\r\nContent-Length: {}\r\n\r\n", text.len());
        client.write_all(head.as_bytes()).await?;
        client.write_all(text).await?;
        let mut status = String::new();
        client.read_line(&mut status).await?;
        let headers = headers(&mut client).await?;
        let body = body(&mut client, &headers).await?;
        println!("{method} {path}: {} {:?}", status.trim_end(), String::from_utf8_lossy(&body));
    }
    drop(client);
    println!("{} served", serving.await.unwrap()?);
    Ok(())
}
