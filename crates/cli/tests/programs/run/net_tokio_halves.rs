//! Streams in halves: borrowed, owned, put together again; the dropped half that writes ends the writing.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, BufWriter};
use tokio::net::{TcpListener, TcpStream, tcp::OwnedWriteHalf};

async fn pair() -> std::io::Result<(TcpStream, TcpStream)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let addr = listener.local_addr()?;
    let (client, server) = tokio::join!(TcpStream::connect(addr), listener.accept());
    Ok((client?, server?.0))
}

async fn count(mut writer: OwnedWriteHalf, to: u32) -> std::io::Result<()> {
    for n in 1..=to {
        writer.write_all(format!("{n}\n").as_bytes()).await?;
        tokio::task::yield_now().await;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let (a, b) = pair().await?;
    let (reader, writer) = a.into_split();
    let counting = tokio::spawn(count(writer, 5));
    let (b_reader, mut b_writer) = b.into_split();
    let mut lines = BufReader::new(b_reader).lines();
    let mut sum = 0;
    while let Some(line) = lines.next_line().await? {
        println!("line {line}");
        sum += line.parse::<u32>().unwrap();
    }
    counting.await.unwrap()?;
    b_writer.write_all(format!("sum {sum}").as_bytes()).await?;
    b_writer.shutdown().await?;
    let mut reader = reader;
    let mut text = String::new();
    reader.read_to_string(&mut text).await?;
    println!("{text}");

    let (mut a, mut b) = pair().await?;
    {
        let (mut reads, mut writes) = a.split();
        let asking = async {
            writes.write_all(b"ping").await?;
            writes.shutdown().await
        };
        let answer = async {
            let mut text = String::new();
            reads.read_to_string(&mut text).await.map(|_| text)
        };
        let echo = async {
            let mut text = String::new();
            b.read_to_string(&mut text).await?;
            let mut out = BufWriter::new(&mut b);
            out.write_all(text.replace('i', "o").as_bytes()).await?;
            out.flush().await?;
            b.shutdown().await
        };
        let (asked, answer, echoed) = tokio::join!(asking, answer, echo);
        asked?;
        echoed?;
        println!("{}", answer?);
    }

    let (a, b) = pair().await?;
    let (a_reads, a_writes) = a.into_split();
    let (b_reads, b_writes) = b.into_split();
    let wrong = a_reads.reunite(b_writes).unwrap_err();
    println!("{wrong}");
    let whole = wrong.0.reunite(a_writes).unwrap();
    println!("{}", whole.peer_addr()? == b_reads.local_addr()?);
    Ok(())
}
