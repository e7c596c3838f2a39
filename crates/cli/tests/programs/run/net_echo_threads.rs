//! An echo server with a thread for each connection, and its clients.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;

fn handle(mut stream: TcpStream) -> std::io::Result<usize> {
    let mut buf = [0; 1024];
    let mut total = 0;
    loop {
        let n = stream.read(&mut buf)?;
        if n == 0 {
            return Ok(total);
        }
        stream.write_all(&buf[..n])?;
        total += n;
    }
}

fn client(addr: std::net::SocketAddr, name: usize) -> std::io::Result<Vec<String>> {
    let mut stream = TcpStream::connect(addr)?;
    let mut answers = BufReader::new(stream.try_clone()?);
    let mut heard = Vec::new();
    for word in ["hello", "echo", "bye"] {
        stream.write_all(format!("{word} {name}\n").as_bytes())?;
        let mut line = String::new();
        answers.read_line(&mut line)?;
        heard.push(line.trim_end().to_string());
    }
    stream.shutdown(Shutdown::Write)?;
    let mut rest = Vec::new();
    answers.read_to_end(&mut rest)?;
    assert!(rest.is_empty());
    Ok(heard)
}

fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let addr = listener.local_addr()?;
    let server = thread::spawn(move || {
        let mut handlers = Vec::new();
        for stream in listener.incoming().take(4) {
            let stream = stream.unwrap();
            handlers.push(thread::spawn(move || handle(stream).unwrap()));
        }
        handlers.into_iter().map(|h| h.join().unwrap()).sum::<usize>()
    });
    let clients: Vec<_> = (0..4).map(|name| thread::spawn(move || client(addr, name))).collect();
    for client in clients {
        println!("{:?}", client.join().unwrap()?);
    }
    println!("{} bytes echoed", server.join().unwrap());
    Ok(())
}
