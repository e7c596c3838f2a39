use std::sync::{Arc, Mutex};
fn spawn<F: Future + Send + 'static>(f: F) {}
async fn tick() {}
fn main() {
    let m = Arc::new(Mutex::new(1));
    spawn(async move {
        let mut g = m.lock().unwrap();
        *g += 1;
        drop(g);
        tick().await;
    });
}
