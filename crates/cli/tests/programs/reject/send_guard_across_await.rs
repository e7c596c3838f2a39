use std::sync::{Arc, Mutex};
fn spawn<F: Future + Send + 'static>(f: F) {}
async fn tick() {}
async fn inc(m: Arc<Mutex<u32>>) {
    let mut g = m.lock().unwrap();
    *g += 1;
    tick().await;
    *g += 1;
}
fn main() {
    let m = Arc::new(Mutex::new(1));
    spawn(inc(m.clone()));
    spawn(async move {
        let g = m.lock().unwrap();
        tick().await;
    });
}
