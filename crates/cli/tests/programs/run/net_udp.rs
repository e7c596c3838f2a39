//! UDP: datagrams come whole, are cut by small buffers, and are lost where nobody listens.

use std::net::UdpSocket;
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let (a, b) = (UdpSocket::bind("127.0.0.1:0")?, UdpSocket::bind("127.0.0.1:0")?);
    let mut buf = [0; 16];
    for text in ["one", "", "three"] {
        println!("sent {}", a.send_to(text.as_bytes(), b.local_addr()?)?);
    }
    for _ in 0..3 {
        let (n, from) = b.recv_from(&mut buf)?;
        println!("{n} {:?} {}", std::str::from_utf8(&buf[..n]), from == a.local_addr()?);
    }
    b.send_to(b"a longer text", a.local_addr()?)?;
    println!("cut to {}", a.recv(&mut [0; 4])?);
    a.set_read_timeout(Some(Duration::from_millis(10)))?;
    println!("{:?}", a.recv_from(&mut buf).map_err(|e| e.kind()));
    println!("{}", a.send(b"x").unwrap_err());
    a.connect(b.local_addr()?)?;
    println!("{} {}", a.send(b"x")?, a.peer_addr()? == b.local_addr()?);

    let server = tokio::net::UdpSocket::bind("127.0.0.1:0").await?;
    let addr = server.local_addr()?;
    let serving = tokio::spawn(async move {
        let mut buf = [0; 64];
        loop {
            let (n, from) = server.recv_from(&mut buf).await.unwrap();
            if n == 0 {
                return;
            }
            buf[..n].reverse();
            server.send_to(&buf[..n], from).await.unwrap();
        }
    });
    let client = tokio::net::UdpSocket::bind("127.0.0.1:0").await?;
    client.connect(addr).await?;
    for word in ["stressed", "drawer"] {
        client.send(word.as_bytes()).await?;
        let n = client.recv(&mut buf).await?;
        println!("{word} {}", String::from_utf8_lossy(&buf[..n]));
    }
    client.send(b"").await?;
    serving.await.unwrap();
    Ok(())
}
