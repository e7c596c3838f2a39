//! A crawler: pages of a small web, fetched at most three at a time, each once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

fn pages() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([
        ("/", "a href=/one a href=/two"),
        ("/one", "a href=/two a href=/three"),
        ("/two", "a href=/ a href=/four"),
        ("/three", "nothing here"),
        ("/four", "a href=/five a href=/missing"),
        ("/five", "a href=/one"),
    ])
}

async fn serve(listener: TcpListener) -> std::io::Result<()> {
    loop {
        let (mut stream, _) = listener.accept().await?;
        tokio::spawn(async move {
            let mut request = Vec::new();
            let mut buf = [0; 16];
            while !request.ends_with(b"\r\n\r\n") {
                let n = stream.read(&mut buf).await?;
                if n == 0 {
                    break;
                }
                request.extend_from_slice(&buf[..n]);
            }
            let text = String::from_utf8_lossy(&request).into_owned();
            let path = text.split(' ').nth(1).unwrap_or("");
            let answer = match pages().get(path) {
                Some(page) => format!("HTTP/1.0 200 OK\r\n\r\n{page}"),
                None => "HTTP/1.0 404 Not Found\r\n\r\n".to_string(),
            };
            stream.write_all(answer.as_bytes()).await
        });
    }
}

async fn fetch(addr: SocketAddr, path: String) -> Result<(String, u16, Vec<String>), Box<dyn std::error::Error + Send + Sync>> {
    let mut stream = TcpStream::connect(addr).await?;
    stream.write_all(format!("GET {path} HTTP/1.0\r\n\r\n").as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or("no head")?;
    let status = head.split(' ').nth(1).ok_or("no status")?.parse()?;
    let links = body.split("href=").skip(1).filter_map(|rest| rest.split(' ').next()).map(String::from);
    Ok((path, status, links.collect()))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let addr = listener.local_addr()?;
    tokio::spawn(serve(listener));

    let limit = Arc::new(Semaphore::new(3));
    let mut seen = BTreeSet::from(["/".to_string()]);
    let mut queue = VecDeque::from(["/".to_string()]);
    let mut fetching = JoinSet::new();
    let mut found = BTreeMap::new();
    loop {
        while let Some(path) = queue.pop_front() {
            let limit = limit.clone();
            fetching.spawn(async move {
                let _permit = limit.acquire_owned().await?;
                fetch(addr, path).await
            });
        }
        let Some(fetched) = fetching.join_next().await else {
            break;
        };
        let (path, status, links) = fetched??;
        for link in &links {
            if seen.insert(link.clone()) {
                queue.push_back(link.clone());
            }
        }
        found.insert(path, (status, links));
    }
    for (path, (status, links)) in &found {
        println!("{path}: {status} {links:?}");
    }
    Ok(())
}
