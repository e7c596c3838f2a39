//! An open file, written and read piece by piece.

use std::io;

use tokio::fs::{File, OpenOptions};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, BufWriter};

async fn print_lines(path: &str) -> io::Result<()> {
    let file = File::open(path).await?;
    let mut lines = BufReader::new(file).lines();
    let mut number = 0;
    while let Some(line) = lines.next_line().await? {
        number += 1;
        println!("  {number}: {line}");
    }
    println!("  {number} lines");
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let mut list = BufWriter::new(File::create("list.txt").await?);
    for thing in ["milk", "bread", "honey"] {
        list.write_all(thing.as_bytes()).await?;
        list.write_all(b"\n").await?;
    }
    println!("before the flush");
    print_lines("list.txt").await?;

    list.flush().await?;
    println!("after the flush");
    print_lines("list.txt").await?;

    let mut more = OpenOptions::new().append(true).open("list.txt").await?;
    more.write_all(b"tea\n").await?;
    more.flush().await?;
    println!("one more");
    print_lines("list.txt").await
}
