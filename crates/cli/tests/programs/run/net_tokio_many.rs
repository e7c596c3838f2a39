//! A hundred clients at once on one thread, each with three rounds; what each poll of the server's tasks hears.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let addr = listener.local_addr()?;
    let (open, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (open_now, most_now) = (open.clone(), most.clone());
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let open = open_now.clone();
            most_now.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::spawn(async move {
                let mut buf = [0; 1024];
                while let Ok(n) = socket.read(&mut buf).await {
                    if n == 0 || socket.write_all(&buf[..n]).await.is_err() {
                        break;
                    }
                }
                open.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
    let barrier = Arc::new(Barrier::new(100));
    let mut clients = Vec::new();
    for n in 0..100u32 {
        let barrier = barrier.clone();
        clients.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(addr).await?;
            barrier.wait().await;
            let mut sum = 0;
            for round in 0..3 {
                stream.write_u32(n + round).await?;
                sum += stream.read_u32().await?;
            }
            Ok::<u32, std::io::Error>(sum)
        }));
    }
    let mut sum = 0;
    for client in clients {
        sum += client.await.unwrap()?;
    }
    println!("{sum}");
    while open.load(Ordering::SeqCst) > 0 {
        tokio::task::yield_now().await;
    }
    println!("{} at once", most.load(Ordering::SeqCst));
    Ok(())
}
