//! Readiness: try, wait, peek; errors of the asynchronous stream.

use std::io::ErrorKind;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, Interest};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let addr = listener.local_addr()?;
    let mut client = TcpStream::connect(addr).await?;
    let (mut server, peer) = listener.accept().await?;
    println!("{}", peer == client.local_addr()?);

    let mut buf = [0; 8];
    println!("{:?}", client.try_read(&mut buf).map_err(|e| e.kind()));
    println!("{:?}", timeout(Duration::from_millis(10), client.readable()).await.is_err());
    client.writable().await?;
    println!("{}", client.try_write(b"abcdef")?);
    server.readable().await?;
    println!("{} {:?}", server.peek(&mut buf[..2]).await?, &buf[..2]);
    loop {
        match server.try_read(&mut buf[..4]) {
            Ok(n) => println!("read {n}"),
            Err(e) if e.kind() == ErrorKind::WouldBlock => break,
            Err(e) => return Err(e),
        }
    }
    let ready = server.ready(Interest::READABLE | Interest::WRITABLE).await?;
    println!("{} {} {:?}", ready.is_readable(), ready.is_writable(), Interest::READABLE | Interest::WRITABLE);

    // A read that nobody waits for any more takes nothing with it.
    let late = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        client.write_all(b"late").await
    };
    let reading = async {
        println!("{}", timeout(Duration::from_millis(5), server.read(&mut buf)).await.is_err());
        server.read(&mut buf).await
    };
    let (n, written) = tokio::join!(reading, late);
    written?;
    println!("{}", n?);

    client.write_all(b"more").await?;
    let mut bytes = Vec::with_capacity(2);
    while bytes.len() < 4 {
        println!("{} {:?}", server.read_buf(&mut bytes).await?, bytes);
    }

    drop(client);
    println!("{}", server.read(&mut buf).await?);
    println!("{:?}", server.read_u8().await.map_err(|e| e.kind()));
    // The first write goes off, and the answer is that nobody is there.
    println!("{:?}", server.write(b"x").await);
    tokio::time::sleep(Duration::from_millis(5)).await;
    println!("{:?}", server.write(b"x").await.map_err(|e| e.kind()));
    drop(listener);
    let e = TcpStream::connect(addr).await.unwrap_err();
    println!("{e} {e:?}");
    println!("{:?}", TcpListener::bind("nonsense").await.map(|_| ()).map_err(|e| e.to_string()));
    Ok(())
}
