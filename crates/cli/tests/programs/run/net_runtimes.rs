//! Sockets and runtimes: without one, without I/O, from std and back, with a thread that blocks on the other side.

use std::io::{Read, Write};
use std::net::TcpListener as StdListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;

fn message(result: std::thread::Result<impl Sized>) -> String {
    match result {
        Ok(_) => "no panic".to_string(),
        Err(payload) => match payload.downcast_ref::<&str>() {
            Some(text) => text.to_string(),
            None => payload.downcast_ref::<String>().cloned().unwrap_or_default(),
        },
    }
}

fn main() -> std::io::Result<()> {
    std::panic::set_hook(Box::new(|_| {}));
    let std = StdListener::bind("127.0.0.1:0")?;
    let addr = std.local_addr()?;
    std.set_nonblocking(true)?;
    let again = std.try_clone()?;
    println!("{}", message(catch_unwind(AssertUnwindSafe(|| TcpListener::from_std(again)))));
    let only_time = Builder::new_current_thread().enable_time().build()?;
    let other = StdListener::bind("127.0.0.1:0")?.local_addr()?;
    println!("{}", message(catch_unwind(AssertUnwindSafe(|| only_time.block_on(TcpStream::connect(other))))));

    let only_io = Builder::new_current_thread().enable_io().build()?;
    let client = std::thread::spawn(move || -> std::io::Result<String> {
        let mut stream = std::net::TcpStream::connect(addr)?;
        stream.write_all(b"from a thread")?;
        stream.shutdown(std::net::Shutdown::Write)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    });
    only_io.block_on(async {
        let listener = TcpListener::from_std(std)?;
        let (mut stream, _) = listener.accept().await?;
        let mut text = String::new();
        stream.read_to_string(&mut text).await?;
        let mut std = stream.into_std()?;
        std.set_nonblocking(false)?;
        std.write_all(text.to_uppercase().as_bytes())?;
        Ok::<(), std::io::Error>(())
    })?;
    println!("{}", client.join().unwrap()?);

    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let total: usize = runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let addr = listener.local_addr()?;
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let (mut reader, mut writer) = stream.split();
                    tokio::io::copy(&mut reader, &mut writer).await
                });
            }
        });
        let clients: Vec<_> = (1..=8)
            .map(|n| {
                tokio::spawn(async move {
                    let mut stream = TcpStream::connect(addr).await?;
                    let text = "x".repeat(n * 1000);
                    stream.write_all(text.as_bytes()).await?;
                    stream.shutdown().await?;
                    let mut back = Vec::new();
                    stream.read_to_end(&mut back).await
                })
            })
            .collect();
        let mut total = 0;
        for client in clients {
            total += client.await.unwrap()?;
        }
        Ok::<usize, std::io::Error>(total)
    })?;
    println!("{total} bytes came back");
    Ok(())
}
