//! Futures that cannot go to another thread: what they hold across an await, or are given.

use std::rc::Rc;
use std::time::Duration;
async fn work(n: Rc<i32>) -> i32 {
    tokio::time::sleep(Duration::from_millis(1)).await;
    *n
}
#[tokio::main]
async fn main() {
    let rc = Rc::new(5);
    let h = tokio::spawn(async move {
        let local = rc.clone();
        tokio::time::sleep(Duration::from_millis(1)).await;
        println!("{local}");
    });
    h.await.unwrap();
    tokio::spawn(work(Rc::new(1)));
    tokio::spawn(async {
        let m = std::sync::Mutex::new(1);
        let g = m.lock().unwrap();
        tokio::task::yield_now().await;
        println!("{g}");
    });
}
