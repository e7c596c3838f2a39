//! Who writes faster than the other reads has to wait, and nothing is lost.

use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

const CHUNK: usize = 64 * 1024;

fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let mut writer = TcpStream::connect(listener.local_addr()?)?;
    let (mut reader, _) = listener.accept()?;

    writer.set_nonblocking(true)?;
    let chunk: Vec<u8> = (0..CHUNK).map(|i| i as u8).collect();
    let mut sent = 0;
    let full = loop {
        match writer.write(&chunk[sent % CHUNK..]) {
            Ok(n) => sent += n,
            Err(e) => break e,
        }
    };
    println!("{:?} {}", full.kind(), sent > CHUNK);
    assert_eq!(full.kind(), ErrorKind::WouldBlock);

    writer.set_nonblocking(false)?;
    let reading = thread::spawn(move || -> std::io::Result<(usize, bool)> {
        thread::sleep(Duration::from_millis(20));
        let mut buf = vec![0; 100_000];
        let (mut got, mut right) = (0, true);
        loop {
            let n = reader.read(&mut buf)?;
            if n == 0 {
                return Ok((got, right));
            }
            right &= buf[0] == got as u8 && buf[n - 1] == (got + n - 1) as u8;
            got += n;
        }
    });
    let rest = CHUNK - sent % CHUNK;
    writer.write_all(&chunk[CHUNK - rest..])?;
    writer.write_all(&chunk)?;
    drop(writer);
    let (got, right) = reading.join().unwrap()?;
    println!("{} {right}", got == sent + rest + CHUNK);
    Ok(())
}
