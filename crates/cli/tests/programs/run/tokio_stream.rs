//! Streams over tokio: adaptors, sources, wrappers, clocks and many by key.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, watch};
use tokio::time::{self, Instant};
use tokio_stream::wrappers::*;
use tokio_stream::{self as stream, Stream, StreamExt, StreamMap, StreamNotifyClose};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut s = stream::iter(vec![0, 1, 2]);
    while let Some(v) = s.next().await {
        println!("GOT = {v}");
    }
    let v: Vec<i32> = stream::iter(1..=10)
        .filter(|x| x % 2 == 0)
        .map(|x| x * x)
        .take(3)
        .collect()
        .await;
    println!("{v:?}");
    let r: Result<Vec<i32>, &str> = stream::iter([Ok(1), Err("no"), Ok(3)]).collect().await;
    println!("{r:?}");
    let r: Result<VecDeque<i32>, &str> = stream::iter([Ok(1), Ok(3)]).collect().await;
    println!("{r:?}");
    let s: String = stream::iter(["a", "b", "c"]).collect().await;
    println!("{s}");
    let s: BTreeSet<_> = stream::iter([3, 1, 3]).collect().await;
    println!("{s:?}");
    let m: HashMap<_, _> = stream::iter([(1, 'a')]).collect().await;
    println!("{m:?}");
    let b: Box<[i32]> = stream::iter([1, 2]).chain(stream::once(9)).collect().await;
    println!("{b:?}");
    println!("{}", stream::iter(1..=5).fold(0, |a, x| a + x).await);
    println!(
        "{} {}",
        stream::iter(1..=100).all(|x| x < 101).await,
        stream::iter(1..=100).any(|x| x > 100).await
    );
    let v: Vec<_> = stream::iter(1..9)
        .skip(2)
        .skip_while(|x| *x < 5)
        .take_while(|x| *x < 8)
        .collect()
        .await;
    println!("{v:?}");
    let v: Vec<_> = stream::iter(["1", "2", "x", "3"])
        .map_while(|x| x.parse::<i32>().ok())
        .collect()
        .await;
    println!("{v:?}");
    let v: Vec<_> = stream::iter(["1", "2", "x", "3"])
        .filter_map(|x| x.parse::<i32>().ok())
        .collect()
        .await;
    println!("{v:?}");
    let t = stream::iter(1..4).then(|x| async move {
        time::sleep(Duration::from_millis(x)).await;
        x * 10
    });
    tokio::pin!(t);
    while let Some(x) = t.next().await {
        println!("then {x}");
    }
    let mut p = stream::iter(1..4).peekable();
    println!(
        "{:?} {:?} {:?}",
        p.peek().await.copied(),
        p.next().await,
        p.next().await
    );
    let mut tr = stream::iter([Ok(1), Err("bad")]);
    println!("{:?} {:?}", tr.try_next().await, tr.try_next().await);
    let (tx, rx) = mpsc::channel(2);
    tokio::spawn(async move {
        for i in 0..5 {
            tx.send(i).await.unwrap();
            time::sleep(Duration::from_millis(30)).await;
        }
    });
    let (utx, urx) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        for i in 10..14 {
            utx.send(i).unwrap();
            time::sleep(Duration::from_millis(45)).await;
        }
    });
    let mut merged = ReceiverStream::new(rx).merge(UnboundedReceiverStream::new(urx));
    while let Some(x) = merged.next().await {
        print!("{x} ");
    }
    println!();
    let (tx, rx) = broadcast::channel(2);
    for i in 0..4 {
        tx.send(i).unwrap();
    }
    drop(tx);
    let mut bs = BroadcastStream::new(rx);
    while let Some(x) = bs.next().await {
        println!("{x:?}");
    }
    let (tx, rx) = watch::channel("hello");
    let mut ws = WatchStream::new(rx.clone());
    println!("{:?}", ws.next().await);
    tx.send("goodbye").unwrap();
    println!("{:?}", ws.next().await);
    let mut ws = WatchStream::from_changes(rx);
    drop(tx);
    println!("{:?}", ws.next().await);
    let start = Instant::now();
    let mut iv = IntervalStream::new(time::interval(Duration::from_millis(10))).take(3);
    while let Some(i) = iv.next().await {
        println!("tick {:?}", i - start);
    }
    let iv = IntervalStream::new(time::interval(Duration::from_millis(10)))
        .map(|_| 1)
        .take(7)
        .chunks_timeout(3, Duration::from_millis(15));
    tokio::pin!(iv);
    while let Some(i) = iv.next().await {
        println!("chunk {i:?} {:?}", start.elapsed());
    }
    let s = IntervalStream::new(time::interval_at(
        Instant::now() + Duration::from_millis(50),
        Duration::from_millis(50),
    ))
    .take(2)
    .timeout_repeating(time::interval(Duration::from_millis(20)));
    tokio::pin!(s);
    while let Some(i) = s.next().await {
        println!("{:?} {:?}", i.is_ok(), start.elapsed());
        if let Err(e) = i {
            println!("{e} {e:?}")
        }
    }
    let mut map = StreamMap::new();
    map.insert("one", StreamNotifyClose::new(stream::iter(vec![1])));
    map.insert("two", StreamNotifyClose::new(stream::iter(vec![2, 3])));
    println!(
        "{} {} {:?}",
        map.len(),
        map.contains_key("one"),
        map.remove("zero").is_none()
    );
    let mut all = vec![];
    while let Some((k, v)) = map.next().await {
        all.push((k, v));
    }
    all.sort();
    println!("{all:?}");
    let text: &[u8] = b"one\ntwo\r\nthree";
    use tokio::io::AsyncBufReadExt;
    let mut lines = LinesStream::new(AsyncBufReadExt::lines(text));
    while let Some(Ok(l)) = lines.next().await {
        println!("{l:?}");
    }
    let mut sp = SplitStream::new(AsyncBufReadExt::split(text, b't'));
    while let Some(Ok(l)) = sp.next().await {
        println!("{l:?}");
    }
    let s: std::pin::Pin<Box<dyn Stream<Item = i32> + Send>> = Box::pin(stream::empty());
    println!(
        "{:?} {:?}",
        s.size_hint(),
        stream::iter(0..40).map(|x| x).skip(3).take(100).size_hint()
    );
    println!(
        "{:?}",
        stream::iter(vec![1])
            .merge(stream::once(1))
            .filter(|_| true)
            .fuse()
            .size_hint()
    );
}
