//! The clients: round trips, full speed, and many connections.

use crate::Result;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// What a repetition of round trips came to.
pub struct Round {
    pub trips: f64,
    pub each_second: f64,
    pub median_micros: f64,
    pub p99_micros: f64,
}

async fn client(address: SocketAddr) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Every connection sends a message, waits until it is back, and sends the next.
pub async fn round_trips(
    address: SocketAddr,
    connections: usize,
    message: usize,
    lasts: Duration,
) -> Result<Round> {
    let mut streams = Vec::new();
    for _ in 0..connections {
        streams.push(client(address).await?);
    }
    let start = Instant::now();
    let mut clients = JoinSet::new();
    for mut stream in streams {
        clients.spawn(async move {
            let (sent, mut back) = (vec![b'x'; message], vec![0; message]);
            let mut took = Vec::new();
            while start.elapsed() < lasts {
                let begun = Instant::now();
                stream.write_all(&sent).await?;
                stream.read_exact(&mut back).await?;
                took.push(begun.elapsed().as_nanos() as u64);
            }
            std::io::Result::Ok(took)
        });
    }
    let mut all = Vec::new();
    while let Some(took) = clients.join_next().await {
        all.extend(took??);
    }
    let elapsed = start.elapsed().as_secs_f64();
    all.sort_unstable();
    let at = |part: f64| all[((all.len() - 1) as f64 * part) as usize] as f64 / 1e3;
    Ok(Round {
        trips: all.len() as f64,
        each_second: all.len() as f64 / elapsed,
        median_micros: at(0.5),
        p99_micros: at(0.99),
    })
}

/// Sends without waiting, and returns the mebibytes a second that came back.
pub async fn bulk(address: SocketAddr, bytes: usize) -> Result<f64> {
    let (mut from, mut to) = client(address).await?.into_split();
    let start = Instant::now();
    let sending = tokio::spawn(async move {
        let piece = vec![b'x'; 64 << 10];
        for _ in 0..bytes / piece.len() {
            to.write_all(&piece).await?;
        }
        std::io::Result::Ok(to)
    });
    let mut left = bytes;
    let mut piece = vec![0; 64 << 10];
    while left > 0 {
        match from.read(&mut piece).await? {
            0 => return Err("the server closed".into()),
            read => left -= read,
        }
    }
    sending.await??;
    Ok(bytes as f64 / (1 << 20) as f64 / start.elapsed().as_secs_f64())
}

/// Opens connections, each answered once; returns them and how long it took.
pub async fn connect(address: SocketAddr, count: usize) -> Result<(Vec<TcpStream>, Duration)> {
    let start = Instant::now();
    let mut streams = Vec::new();
    for _ in 0..count {
        let mut stream = client(address).await?;
        stream.write_all(b"hello").await?;
        streams.push(stream);
    }
    for stream in &mut streams {
        stream.read_exact(&mut [0; 5]).await?;
    }
    Ok((streams, start.elapsed()))
}
