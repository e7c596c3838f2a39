//! The I/O traits of futures, try_for_each_concurrent and the buffered streams of results.

use futures::executor::block_on;
use futures::io::{
    AllowStdIo, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader,
    Cursor,
};
use futures::stream::{self, FuturesOrdered, StreamExt, TryStreamExt};
use std::pin::Pin;
use std::task::*;
struct Slow(Vec<u8>, bool);
impl AsyncRead for Slow {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<std::io::Result<usize>> {
        self.1 = !self.1;
        if self.1 {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let n = self.0.len().min(buf.len()).min(2);
        buf[..n].copy_from_slice(&self.0[..n]);
        self.0.drain(..n);
        Poll::Ready(Ok(n))
    }
}
fn main() -> std::io::Result<()> {
    block_on(async {
        let mut c = Cursor::new(b"hello world".to_vec());
        let mut b = [0u8; 5];
        c.read_exact(&mut b).await?;
        println!("{:?}", std::str::from_utf8(&b));
        let mut s = String::new();
        c.read_to_string(&mut s).await?;
        println!("{s:?}");
        let mut w = Cursor::new(vec![0u8; 3]);
        println!("{}", w.write(&[1, 2, 3, 4]).await?);
        w.flush().await?;
        println!("{:?}", w.into_inner());
        let mut v: Vec<u8> = vec![];
        v.write_all(b"xyz").await?;
        v.close().await?;
        println!("{v:?}");
        let mut r = BufReader::new(Slow(b"l1\nl2\nl3".to_vec(), false));
        let mut l = String::new();
        println!("{} {l:?}", r.read_line(&mut l).await?);
        println!("{:?}", r.lines().try_collect::<Vec<_>>().await?);
        let mut out = vec![];
        println!(
            "{}",
            futures::io::copy(Slow(vec![7; 5], true), &mut out).await?
        );
        println!("{out:?}");
        let (mut a, mut z) = (Slow(vec![1, 2, 3], false)).split_it();
        println!("{:?}", a.read(&mut b).await);
        z.clear();
        let mut fo = FuturesOrdered::new();
        for i in [3, 1, 2] {
            fo.push_back(async move { i * 2 });
        }
        println!("{:?} ", fo.collect::<Vec<_>>().await);
        let r = stream::iter([1, 2, 3, 4].map(Ok::<i32, String>))
            .try_for_each_concurrent(2, |x| async move {
                println!("x{x}");
                if x == 3 {
                    Err("three".to_string())
                } else {
                    Ok(())
                }
            })
            .await;
        println!("{r:?}");
        let r: Result<Vec<i32>, String> = stream::iter([1, 2, 3])
            .map(|x| {
                Ok(async move {
                    if x < 9 {
                        Ok(x * x)
                    } else {
                        Err("e".to_string())
                    }
                })
            })
            .try_buffer_unordered(2)
            .try_collect()
            .await;
        println!("{r:?}");
        let r: Result<Vec<i32>, String> = stream::iter([1, 2, 3])
            .map(|x| {
                Ok(async move {
                    if x < 3 {
                        Ok(x * x)
                    } else {
                        Err("e".to_string())
                    }
                })
            })
            .try_buffered(2)
            .try_collect()
            .await;
        println!("{r:?}");
        let mut sk = AllowStdIo::new(Vec::new());
        sk.write_all(b"q").await?;
        println!("{:?}", sk.into_inner());
        println!("{:?}", futures::io::empty().read(&mut b).await?);
        let mut e = Cursor::new("ab");
        println!(
            "{:?}",
            e.read_exact(&mut b)
                .await
                .map_err(|e| (e.kind(), e.to_string()))
        );
        Ok(())
    })
}
trait Sp: Sized {
    fn split_it(self) -> (Self, Vec<u8>) {
        (self, vec![1])
    }
}
impl Sp for Slow {}
