//! Half-close: the client says that it is done, the server answers with what all of it means.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;

fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let addr = listener.local_addr()?;
    let server = thread::spawn(move || -> std::io::Result<()> {
        let (mut stream, _) = listener.accept()?;
        let mut text = String::new();
        let n = stream.read_to_string(&mut text)?;
        println!("server: {n} bytes, {} lines", text.lines().count());
        writeln!(stream, "{}", text.to_uppercase().trim_end().replace('\n', " "))?;
        stream.shutdown(Shutdown::Both)?;
        Ok(())
    });
    let mut stream = TcpStream::connect(addr)?;
    for word in ["one\n", "two\n", "three\n"] {
        stream.write_all(word.as_bytes())?;
    }
    stream.shutdown(Shutdown::Write)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    print!("client: {answer}");
    server.join().unwrap()?;

    // Bytes looked at stay; small buffers take what fits.
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let mut client = TcpStream::connect(listener.local_addr()?)?;
    let (mut server, _) = listener.accept()?;
    client.write_all(b"abcdefgh")?;
    let mut two = [0; 2];
    println!("{} {:?}", server.peek(&mut two)?, two);
    for _ in 0..2 {
        println!("{} {:?}", server.read(&mut two)?, two);
    }
    let mut four = [0; 4];
    server.read_exact(&mut four)?;
    println!("{:?}", std::str::from_utf8(&four));
    client.set_nodelay(true)?;
    println!("{}", client.nodelay()?);
    Ok(())
}
