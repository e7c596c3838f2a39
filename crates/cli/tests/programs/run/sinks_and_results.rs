//! A sink that is a function with a state, and a stream of results taken as an ordinary stream.

use std::pin::pin;

use futures::executor::block_on;
use futures::{SinkExt, StreamExt, TryStreamExt, future, sink, stream};

fn main() {
    block_on(async {
        let mut sums = pin!(sink::unfold(0, |sum, item: i32| async move {
            println!("{sum} + {item}");
            if item < 0 {
                Err("negative")
            } else {
                Ok(sum + item)
            }
        }));
        sums.send(5).await.unwrap();
        sums.feed(2).await.unwrap();
        println!("fed");
        sums.flush().await.unwrap();
        println!("{:?}", sums.send(-1).await);

        let results = stream::iter([Ok(1), Ok(5), Err("x")])
            .try_filter(|n| future::ready(*n > 2))
            .map_ok(|n| n * 2)
            .into_stream();
        println!("{:?}", results.collect::<Vec<Result<i32, &str>>>().await);
    });
    println!("{:?}", [3, 4].iter().copied());
    println!("{:?}", [3, 4].iter().cloned().step_by(2));
}
