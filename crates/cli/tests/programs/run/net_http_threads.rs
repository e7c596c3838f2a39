//! A web server one request at a time: the head by lines, routes, files, Content-Length.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;

fn handle_connection(mut stream: TcpStream, folder: &Path) -> std::io::Result<()> {
    let head: Vec<String> = BufReader::new(&stream)
        .lines()
        .map(|line| line.unwrap())
        .take_while(|line| !line.is_empty())
        .collect();
    let Some(request_line) = head.first() else {
        return Ok(());
    };
    let (status_line, file) = match &request_line[..] {
        "GET / HTTP/1.1" => ("HTTP/1.1 200 OK", "hello.html"),
        _ => ("HTTP/1.1 404 NOT FOUND", "404.html"),
    };
    let contents = fs::read_to_string(folder.join(file))?;
    let length = contents.len();
    let response = format!("{status_line}\r\nContent-Length: {length}\r\n\r\n{contents}");
    stream.write_all(response.as_bytes())
}

struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

fn get(addr: SocketAddr, path: &str) -> std::io::Result<Response> {
    let mut stream = TcpStream::connect(addr)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept: */*\r\n\r\n", addr.ip())?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) => headers.push((name.to_lowercase(), value.to_string())),
            None => break,
        }
    }
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .and_then(|(_, value)| value.parse().ok())
        .unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Response { status, headers, body: String::from_utf8_lossy(&body).into_owned() })
}

fn main() -> std::io::Result<()> {
    let folder: PathBuf = std::env::temp_dir().join("pollscope_net_http_threads");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("hello.html"), "<h1>Hello!</h1>\n<p>Hi from Rust</p>\n")?;
    fs::write(folder.join("404.html"), "<h1>Oops!</h1>\n")?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let addr = listener.local_addr()?;
    let served = folder.clone();
    let server = thread::spawn(move || {
        for stream in listener.incoming().take(4) {
            match stream.and_then(|stream| handle_connection(stream, &served)) {
                Ok(()) => {}
                Err(e) => println!("failed: {e}"),
            }
        }
    });
    for path in ["/", "/nothing", "/"] {
        let response = get(addr, path)?;
        println!("{path}: {} {:?} {:?}", response.status, response.headers, response.body);
    }
    // Somebody who connects and says nothing.
    drop(TcpStream::connect(addr)?);
    server.join().unwrap();
    fs::remove_dir_all(folder)
}
