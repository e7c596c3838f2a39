//! A proxy between client and server: copy_bidirectional, and copy in two tasks.

use std::net::SocketAddr;
use tokio::io::{self, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

async fn shouting(listener: TcpListener) -> io::Result<()> {
    loop {
        let (mut stream, _) = listener.accept().await?;
        tokio::spawn(async move {
            let mut text = String::new();
            stream.read_to_string(&mut text).await?;
            stream.write_all(text.to_uppercase().as_bytes()).await?;
            stream.shutdown().await
        });
    }
}

async fn proxy(listener: TcpListener, to: SocketAddr) -> io::Result<(u64, u64)> {
    let (mut inbound, _) = listener.accept().await?;
    let mut outbound = TcpStream::connect(to).await?;
    io::copy_bidirectional(&mut inbound, &mut outbound).await
}

async fn proxy_of_two(listener: TcpListener, to: SocketAddr) -> io::Result<(u64, u64)> {
    let (inbound, _) = listener.accept().await?;
    let (mut from_client, mut to_client) = inbound.into_split();
    let (mut from_server, mut to_server) = TcpStream::connect(to).await?.into_split();
    let there = tokio::spawn(async move {
        let n = io::copy(&mut from_client, &mut to_server).await?;
        to_server.shutdown().await?;
        Ok::<u64, io::Error>(n)
    });
    let back = io::copy(&mut from_server, &mut to_client).await?;
    to_client.shutdown().await?;
    Ok((there.await??, back))
}

async fn ask(addr: SocketAddr, text: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(addr).await?;
    stream.write_all(text.as_bytes()).await?;
    stream.shutdown().await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let server = TcpListener::bind("127.0.0.1:0").await?;
    let server_addr = server.local_addr()?;
    tokio::spawn(shouting(server));
    println!("{}", ask(server_addr, "directly").await?);

    let front = TcpListener::bind("127.0.0.1:0").await?;
    let addr = front.local_addr()?;
    let proxying = tokio::spawn(proxy(front, server_addr));
    println!("{}", ask(addr, "through the proxy").await?);
    println!("{:?}", proxying.await??);

    let front = TcpListener::bind("127.0.0.1:0").await?;
    let addr = front.local_addr()?;
    let proxying = tokio::spawn(proxy_of_two(front, server_addr));
    let long = "many words ".repeat(3000);
    println!("{}", ask(addr, &long).await? == long.to_uppercase());
    println!("{:?}", proxying.await??);

    let front = TcpListener::bind("127.0.0.1:0").await?;
    let addr = front.local_addr()?;
    let nobody = TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
    let proxying = tokio::spawn(proxy(front, nobody));
    println!("{:?}", ask(addr, "").await);
    println!("{:?}", proxying.await?.map_err(|e| e.kind()));
    Ok(())
}
