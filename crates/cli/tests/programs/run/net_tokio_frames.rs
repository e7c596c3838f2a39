//! Messages with their length before them: written and read in pieces, across halves and tasks, until a limit.

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

#[derive(Debug)]
enum FrameError {
    TooLong(u32),
    Io(std::io::Error),
}
impl From<std::io::Error> for FrameError {
    fn from(e: std::io::Error) -> Self {
        FrameError::Io(e)
    }
}
impl std::fmt::Display for FrameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FrameError::TooLong(n) => write!(f, "a frame of {n} bytes"),
            FrameError::Io(e) => write!(f, "{e}"),
        }
    }
}

async fn write_frame<W: AsyncWrite + Unpin>(to: &mut W, payload: &[u8]) -> std::io::Result<()> {
    to.write_u32(payload.len() as u32).await?;
    for piece in payload.chunks(3) {
        to.write_all(piece).await?;
        tokio::task::yield_now().await;
    }
    to.flush().await
}

async fn read_frame<R: AsyncRead + Unpin>(from: &mut R) -> Result<Option<Vec<u8>>, FrameError> {
    let len = match from.read_u32().await {
        Ok(len) => len,
        Err(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(e) => return Err(e.into()),
    };
    if len > 1000 {
        return Err(FrameError::TooLong(len));
    }
    let mut payload = vec![0; len as usize];
    from.read_exact(&mut payload).await?;
    Ok(Some(payload))
}

async fn serve(stream: TcpStream) -> Result<usize, FrameError> {
    let (mut reader, mut writer) = stream.into_split();
    let (answers, mut to_write) = mpsc::channel::<Vec<u8>>(2);
    let writing = tokio::spawn(async move {
        while let Some(answer) = to_write.recv().await {
            write_frame(&mut writer, &answer).await?;
        }
        writer.shutdown().await
    });
    let mut count = 0;
    while let Some(frame) = read_frame(&mut reader).await? {
        count += 1;
        let mut answer = frame;
        answer.reverse();
        if answers.send(answer).await.is_err() {
            break;
        }
    }
    drop(answers);
    writing.await.unwrap()?;
    Ok(count)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), FrameError> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let addr = listener.local_addr()?;
    let server = tokio::spawn(async move {
        let mut served = Vec::new();
        for _ in 0..3 {
            let (stream, _) = listener.accept().await.unwrap();
            served.push(match serve(stream).await {
                Ok(count) => format!("{count} frames"),
                Err(e) => format!("failed: {e}"),
            });
        }
        served
    });
    let (mut reader, mut writer) = TcpStream::connect(addr).await?.into_split();
    for text in ["stressed", "", "a longer text than the others, in many pieces"] {
        write_frame(&mut writer, text.as_bytes()).await?;
    }
    drop(writer);
    while let Some(frame) = read_frame(&mut reader).await? {
        println!("{:?}", String::from_utf8_lossy(&frame));
    }
    let mut long = TcpStream::connect(addr).await?;
    long.write_u32(1_000_000).await?;
    println!("{:?}", read_frame(&mut long).await.map(|frame| frame.is_none()).map_err(|e| e.to_string()));
    let mut cut = TcpStream::connect(addr).await?;
    cut.write_all(&[0, 0, 0, 9, 1, 2]).await?;
    cut.shutdown().await?;
    println!("{}", cut.read(&mut [0; 4]).await?);
    println!("{:?}", server.await.unwrap());
    Ok(())
}
