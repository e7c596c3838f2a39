//! Streams as iterators, peeked at, merged, of results; sinks that take all of one; names of types.

use futures::{
    channel::mpsc,
    executor::{block_on, block_on_stream},
    future,
    sink::SinkExt,
    stream::{self, StreamExt, TryStreamExt},
};
use std::any::type_name;
fn name_of<T>(_: &T) -> &'static str {
    type_name::<T>()
}
mod m {
    pub struct S;
}
fn main() {
    for x in block_on_stream(stream::iter(0..2)) {
        println!("bs {x}");
    }
    block_on(async {
        let mut p = Box::pin(stream::iter(0..3).peekable());
        println!("{:?}", p.as_mut().peek().await);
        println!("{:?}", p.next().await);
        let (mut tx, rx) = mpsc::channel(5);
        tx.send_all(&mut stream::iter(vec![Ok(1), Ok(2)]))
            .await
            .unwrap();
        tx.close().await.unwrap();
        println!("{:?}", rx.collect::<Vec<i32>>().await);
        let all = stream::select_all(vec![stream::iter(0..2), stream::iter(10..13)]);
        println!("{:?}", all.collect::<Vec<_>>().await);
        let s = stream::iter(vec![Ok::<i32, String>(1), Ok(2), Err("bad".into())]);
        println!(
            "{:?}",
            s.and_then(|x| async move {
                if x > 0 {
                    Ok(x * 10)
                } else {
                    Err("neg".to_string())
                }
            })
            .collect::<Vec<_>>()
            .await
        );
        let s = stream::iter(vec![Ok::<i32, String>(1), Ok(2), Ok(3)]);
        println!(
            "{:?}",
            s.try_filter(|x| future::ready(x % 2 == 1))
                .try_collect::<Vec<_>>()
                .await
        );
        let s = stream::iter(vec![Ok::<i32, String>(1), Ok(2), Ok(3)]);
        println!(
            "{:?}",
            s.try_filter_map(|x| async move { Ok((x > 1).then_some(x * 2)) })
                .try_collect::<Vec<_>>()
                .await
        );
        let (tx, rx) = mpsc::channel::<i32>(1);
        let mut tx = tx.sink_map_err(|e| e.to_string());
        drop(rx);
        println!("{:?}", tx.send(1).await);
    });
    println!(
        "{} {} {} {}",
        type_name::<i32>(),
        type_name::<&str>(),
        type_name::<Option<String>>(),
        type_name::<Vec<Box<u8>>>()
    );
    println!("{}", type_name::<std::sync::Arc<std::sync::Mutex<i32>>>());
    println!(
        "{} {} {}",
        name_of(&1.5),
        name_of(&[1, 2]),
        name_of(&(1u8, 'a'))
    );
    println!("{}", std::any::type_name_of_val("x"));
    println!("{}", type_name::<dyn std::fmt::Debug>());
    println!("{}", line!());
}
