//! Streams of results and sinks: adaptors that are seldom used.

use futures::{
    executor::block_on,
    future::{self, Either, FutureExt, OptionFuture, TryFutureExt},
    sink::{self, SinkExt},
    stream::{self, StreamExt, TryStreamExt},
};
use std::collections::VecDeque;
use std::convert::Infallible;

fn results(bad: i32) -> impl stream::Stream<Item = Result<i32, String>> {
    stream::iter((1..6).map(move |n| {
        if n == bad {
            Err(format!("bad {n}"))
        } else {
            Ok(n)
        }
    }))
}

fn main() {
    block_on(async {
        let mut kept = Vec::new();
        let place = &mut kept;
        place.send(1).await.unwrap();
        place
            .send_all(&mut stream::iter([2, 3]).map(Ok))
            .await
            .unwrap();
        let mut ring = VecDeque::new();
        ring.feed("a").await.unwrap();
        ring.flush().await.unwrap();
        println!("{kept:?} {ring:?}");
        let mut boxed: std::pin::Pin<Box<dyn sink::Sink<i32, Error = Infallible>>> =
            Box::pin(sink::drain());
        println!("{:?}", boxed.send(7).await);
        let mut doubled =
            Vec::<i32>::new().with(|x: i32| future::ready(Ok::<_, Infallible>(x * 2)));
        doubled.send(4).await.unwrap();
        doubled.send(5).await.unwrap();
        let mut out = Vec::new();
        stream::iter(0..3).map(Ok).forward(&mut out).await.unwrap();
        println!("{out:?}");

        println!(
            "{:?}",
            results(3)
                .or_else(|e| async move { if e.len() > 3 { Ok(0) } else { Err(()) } })
                .try_collect::<Vec<_>>()
                .await
        );
        let seen = std::cell::RefCell::new(Vec::new());
        let all = results(4)
            .inspect_ok(|n| seen.borrow_mut().push(n.to_string()))
            .inspect_err(|e| seen.borrow_mut().push(e.clone()));
        println!(
            "{:?} {:?}",
            all.try_collect::<Vec<_>>().await,
            seen.borrow()
        );
        println!(
            "{:?}",
            results(9)
                .try_skip_while(|n| future::ok(*n < 3))
                .try_collect::<Vec<_>>()
                .await
        );
        println!(
            "{:?}",
            results(4)
                .try_take_while(|n| future::ok(*n < 3))
                .try_collect::<Vec<_>>()
                .await
        );
        let mut chunks = results(5).try_chunks(3);
        println!("{:?}", chunks.next().await);
        println!(
            "{:?}",
            chunks.next().await.map(|r| r.map_err(|e| (e.0, e.1)))
        );
        println!(
            "{:?} {:?}",
            results(9).try_any(|n| async move { n == 2 }).await,
            results(2).try_all(|n| async move { n < 9 }).await
        );
        let nested = stream::iter([Ok(results(9)), Err("outer".to_string())]);
        println!(
            "{:?}",
            nested
                .try_flatten()
                .map(|r| r.is_ok())
                .collect::<Vec<_>>()
                .await
        );
        println!(
            "{:?}",
            stream::iter([Ok::<_, ()>(vec![1]), Ok(vec![2, 3])])
                .try_concat()
                .await
        );
        let counted = stream::try_unfold(0, |n| async move {
            if n < 3 {
                Ok(Some((n, n + 1)))
            } else {
                Err("over")
            }
        });
        println!("{:?}", counted.collect::<Vec<_>>().await);
        println!(
            "{:?}",
            stream::iter([1, 2])
                .cycle()
                .take(5)
                .collect::<Vec<_>>()
                .await
        );
        let side = |left: bool| {
            if left {
                stream::iter([1]).left_stream()
            } else {
                stream::empty().right_stream()
            }
        };
        println!(
            "{:?} {:?}",
            side(true).collect::<Vec<i32>>().await,
            side(false).count().await
        );

        println!(
            "{}",
            future::ok::<i32, &str>(3)
                .map_ok_or_else(|e| e.len(), |n| n as usize)
                .await
        );
        println!("{:?}", future::ok::<u8, ()>(3).ok_into::<u32>().await);
        println!(
            "{:?} {:?}",
            OptionFuture::from(Some(async { 1 })).await,
            OptionFuture::from(None::<future::Ready<u8>>).await
        );
        let either = if kept.len() > 2 {
            Either::Left(future::ready(1))
        } else {
            Either::Right(async { 2 })
        };
        println!("{}", either.map(|n| n + 1).await);
    });
}
