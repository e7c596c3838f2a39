//! Locks and cells of the standard library across an await of a task.

use std::cell::RefCell;
use std::sync::{Arc, Mutex};
#[tokio::main]
async fn main() {
    let data = Arc::new(Mutex::new(vec![1]));
    let d = data.clone();
    let h = tokio::spawn(async move {
        let mut g = d.lock().unwrap();
        g.push(2);
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        g.push(3);
    });
    h.await.unwrap();
    let c = Arc::new(RefCell::new(1));
    tokio::spawn(async move {
        *c.borrow_mut() += 1;
    });
    tokio::task::spawn_blocking(|| async { 5 }).await.unwrap() + 1;
}
