//! Streams in memory: reading, writing, lines, halves, ends.

use std::io::Cursor;
use tokio::io::{self, AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, BufWriter};

async fn echo(stream: io::DuplexStream) -> io::Result<u64> {
    let (mut reader, mut writer) = io::split(stream);
    let n = io::copy(&mut reader, &mut writer).await?;
    writer.shutdown().await?;
    Ok(n)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let (mut client, server) = io::duplex(8);
    let echoing = tokio::spawn(echo(server));
    client.write_all(b"hello").await?;
    let mut buf = [0; 5];
    client.read_exact(&mut buf).await?;
    println!("{:?}", std::str::from_utf8(&buf));
    // More than there is room for: both have to go on.
    let text = "0123456789".repeat(3);
    let (mut reader, mut writer) = io::split(client);
    let writing = tokio::spawn(async move {
        writer.write_all(text.as_bytes()).await?;
        writer.shutdown().await?;
        Ok::<_, io::Error>(writer)
    });
    let mut all = String::new();
    println!("{} {all:?}", reader.read_to_string(&mut all).await?);
    println!("{all}");
    let writer = writing.await.unwrap()?;
    println!("{}", reader.is_pair_of(&writer));
    println!("{:?}", echoing.await.unwrap());

    let mut lines = BufReader::new(&b"one\ntwo\r\n\nlast"[..]).lines();
    while let Some(line) = lines.next_line().await? {
        println!("{line:?}");
    }
    let mut reader = BufReader::with_capacity(4, Cursor::new("key=value;rest\nend"));
    let mut key = Vec::new();
    println!("{} {key:?}", reader.read_until(b'=', &mut key).await?);
    let mut line = String::from(">");
    println!("{} {line:?}", reader.read_line(&mut line).await?);
    println!("{line:?}");
    line.clear();
    println!(
        "{} {} {line:?}",
        reader.read_line(&mut line).await?,
        reader.read_line(&mut line).await?
    );
    println!("{line}");

    let mut out = BufWriter::new(Vec::new());
    out.write_u16(0x0102).await?;
    out.write_u32_le(7).await?;
    out.write_all(b"abc").await?;
    println!("{:?} {:?}", out.get_ref(), out.buffer().len());
    out.flush().await?;
    println!("{:?}", out.get_ref());
    let bytes = out.into_inner();
    let mut bytes = &bytes[..];
    println!("{} {}", bytes.read_u16().await?, bytes.read_u32_le().await?);
    let mut rest = [0; 8];
    println!("{} {:?}", bytes.read(&mut rest).await?, &rest[..3]);
    let error = (&b"xy"[..]).read_exact(&mut rest).await.unwrap_err();
    println!("{error} {:?}", error.kind());
    let mut both = (&b"first "[..]).chain(&b"second"[..]).take(9);
    let mut text = String::new();
    both.read_to_string(&mut text).await?;
    println!("{text:?}");

    let (mut a, b) = io::duplex(4);
    drop(b);
    println!(
        "{:?} {:?}",
        a.read(&mut rest).await,
        a.write(b"x").await.map_err(|e| e.kind())
    );
    println!(
        "{}",
        io::copy(&mut io::repeat(b'z').take(3), &mut io::sink()).await?
    );
    io::stdout().write_all(b"to stdout\n").await?;
    Ok(())
}
