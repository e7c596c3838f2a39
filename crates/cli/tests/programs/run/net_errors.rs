//! What goes wrong on the network, in the words of the operating system.

use std::io::{Error, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::time::Duration;

fn tell(what: &str, e: Error) {
    println!("{what}: {e} | {:?} | {:?} | {:?}", e.kind(), e.raw_os_error(), e);
}

fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let addr = listener.local_addr()?;
    tell("bind again", TcpListener::bind(addr).unwrap_err());
    tell("bind elsewhere", TcpListener::bind("192.0.2.1:0").unwrap_err());

    listener.set_nonblocking(true)?;
    tell("nobody to accept", listener.accept().unwrap_err());

    let mut client = TcpStream::connect(addr)?;
    let (mut server, peer) = listener.accept()?;
    println!("{} {}", peer == client.local_addr()?, server.local_addr()? == addr);
    client.set_read_timeout(Some(Duration::from_millis(40)))?;
    println!("{:?}", client.read_timeout()?);
    tell("timeout", client.read(&mut [0; 4]).unwrap_err());
    tell("no timeout", client.set_read_timeout(Some(Duration::ZERO)).unwrap_err());
    client.set_nonblocking(true)?;
    tell("nothing there", client.read(&mut [0; 4]).unwrap_err());
    client.set_nonblocking(false)?;
    client.set_read_timeout(None)?;

    // The end, again and again.
    server.write_all(b"abc")?;
    drop(server);
    let mut buf = [0; 2];
    for _ in 0..4 {
        println!("read {}", client.read(&mut buf)?);
    }
    let mut exact = [0; 8];
    tell("read_exact", client.read_exact(&mut exact).unwrap_err());

    // Writing after one has said that one will not.
    let mut client = TcpStream::connect(addr)?;
    let (mut server, _) = listener.accept()?;
    client.shutdown(Shutdown::Write)?;
    tell("write after shutdown", client.write(b"x").unwrap_err());
    println!("the server reads {}", server.read(&mut buf)?);
    server.write_all(b"still")?;
    drop(server);
    let mut rest = String::new();
    client.read_to_string(&mut rest)?;
    println!("the client reads {rest}");

    // Closed with bytes unread: a reset.
    let mut client = TcpStream::connect(addr)?;
    let (server, _) = listener.accept()?;
    client.write_all(b"unread")?;
    drop(server);
    tell("reset", client.read(&mut buf).unwrap_err());

    drop(listener);
    tell("refused", TcpStream::connect(addr).unwrap_err());
    println!("{:?}", TcpStream::connect_timeout(&addr, Duration::from_secs(1)).map_err(|e| e.kind()).err());
    let refused = Error::from(ErrorKind::ConnectionRefused);
    println!("{refused} {refused:?}");
    TcpListener::bind(addr)?;
    println!("free again");
    Ok(())
}
