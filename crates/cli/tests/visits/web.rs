//! A web server that serves two requests, one after the other, with a page from a file.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

fn main() {
    let listener = TcpListener::bind("127.0.0.1:7878").unwrap();
    for stream in listener.incoming().take(2) {
        handle_connection(stream.unwrap());
    }
    println!("shutting down");
}

fn handle_connection(mut stream: TcpStream) {
    let request_line = BufReader::new(&stream).lines().next().unwrap().unwrap();
    let (status, contents) = match request_line.as_str() {
        "GET / HTTP/1.1" => ("200 OK", fs::read_to_string("hello.html").unwrap()),
        "GET /sleep HTTP/1.1" => {
            thread::sleep(Duration::from_secs(5));
            ("200 OK", "good morning".to_string())
        }
        _ => ("404 NOT FOUND", "oops".to_string()),
    };
    let length = contents.len();
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{contents}").unwrap();
}
