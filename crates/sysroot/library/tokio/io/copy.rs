//! From what can be read to what can be written to.

use std::io::Result;

use super::{AsyncBufRead, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// All there is; how much that was.
pub async fn copy<R, W>(reader: &mut R, writer: &mut W) -> Result<u64>
where
    R: AsyncRead + Unpin + ?Sized,
    W: AsyncWrite + Unpin + ?Sized,
{
    let mut buf = [0; 1024];
    let mut copied = 0;
    loop {
        let n = reader.read(&mut buf).await?;
        if n == 0 {
            writer.flush().await?;
            return Ok(copied);
        }
        writer.write_all(&buf[..n]).await?;
        copied += n as u64;
    }
}
pub async fn copy_buf<R, W>(reader: &mut R, writer: &mut W) -> Result<u64>
where
    R: AsyncBufRead + Unpin + ?Sized,
    W: AsyncWrite + Unpin + ?Sized,
{
    copy(reader, writer).await
}

/// Both ways at once, until both have ended.
pub async fn copy_bidirectional<A, B>(a: &mut A, b: &mut B) -> Result<(u64, u64)>
where
    A: AsyncRead + AsyncWrite + Unpin + ?Sized,
    B: AsyncRead + AsyncWrite + Unpin + ?Sized,
{
    let (mut a_reads, mut a_writes) = super::split(a);
    let (mut b_reads, mut b_writes) = super::split(b);
    let there = async {
        let n = copy(&mut a_reads, &mut b_writes).await?;
        b_writes.shutdown().await?;
        Ok(n)
    };
    let back = async {
        let n = copy(&mut b_reads, &mut a_writes).await?;
        a_writes.shutdown().await?;
        Ok(n)
    };
    crate::try_join!(there, back)
}
