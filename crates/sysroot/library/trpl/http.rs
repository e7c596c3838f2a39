//! `get`: one request over plain HTTP.

use std::io::{Error, ErrorKind, Result};
use std::string::String;
use std::vec::Vec;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What a server answered.
pub struct Response {
    body: Vec<u8>,
}
impl Response {
    pub async fn text(self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

pub async fn get(url: &str) -> Response {
    fetch(url).await.unwrap()
}

async fn fetch(url: &str) -> Result<Response> {
    let Some(rest) = url.strip_prefix("http://") else {
        return Err(Error::new(ErrorKind::Unsupported, "only http:// addresses can be fetched here"));
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let path = if path.is_empty() { "/" } else { path };
    let mut stream = match authority.contains(':') {
        true => TcpStream::connect(authority).await?,
        false => TcpStream::connect((authority, 80)).await?,
    };
    let request = format!("GET {path} HTTP/1.1\r\nHost: {authority}\r\nAccept: */*\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    read(&mut stream).await
}

/// Reads head and body: as much as the head says, or all until the end.
async fn read(stream: &mut TcpStream) -> Result<Response> {
    let mut bytes = Vec::new();
    let mut wanted = None;
    loop {
        if wanted.is_none() {
            wanted = bytes.windows(4).position(|at| at == b"\r\n\r\n").map(|at| {
                let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
                (at + 4, content_length(&head))
            });
        }
        let is_whole = matches!(wanted, Some((start, Some(length))) if bytes.len() - start >= length);
        if is_whole || stream.read_buf(&mut bytes).await? == 0 {
            break;
        }
    }
    let Some((start, length)) = wanted else {
        return Err(Error::new(ErrorKind::UnexpectedEof, "the answer ended within its head"));
    };
    let mut body = bytes.split_off(start);
    body.truncate(length.unwrap_or(usize::MAX));
    Ok(Response { body })
}

fn content_length(head: &str) -> Option<usize> {
    head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        match name.eq_ignore_ascii_case("content-length") {
            true => value.trim().parse().ok(),
            false => None,
        }
    })
}
