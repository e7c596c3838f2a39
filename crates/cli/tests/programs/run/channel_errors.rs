//! What channels say when they cannot take a value, and messages that are `Send` and no more.

use std::cell::Cell;
use std::sync::mpsc::{self, RecvError, RecvTimeoutError, SendError, TryRecvError};

use futures::stream::{self, BoxStream, Stream, StreamExt};
use tokio::sync::broadcast;

fn boxed<T: Clone + Send + 'static>(mut rx: broadcast::Receiver<T>) -> BoxStream<'static, T> {
    let next = async move { (rx.recv().await, rx) };
    stream::once(next)
        .filter_map(|(value, _)| async move { value.ok() })
        .boxed()
}

#[tokio::main]
async fn main() {
    let (tx, rx) = mpsc::sync_channel(1);
    println!("{:?} {:?}", tx.try_send(1), tx.try_send(2));
    drop(rx);
    println!("{:?} {}", tx.try_send(3), tx.try_send(4).unwrap_err());
    println!("{:?} {:?}", tx.send(5), SendError(6));
    println!("{RecvError:?} {:?}", TryRecvError::Empty);
    println!("{:?}", RecvTimeoutError::Timeout);

    let (tx, rx) = broadcast::channel(4);
    let received = tokio::spawn(
        boxed(rx)
            .map(|cell: Cell<i32>| cell.get())
            .collect::<Vec<_>>(),
    );
    println!("{}", tx.send(Cell::new(7)).is_ok());
    println!("{:?}", received.await.unwrap());

    let items: BoxStream<'_, i32> = stream::iter([1, 2, 3]).boxed();
    println!("{:?}", items.size_hint());
}
