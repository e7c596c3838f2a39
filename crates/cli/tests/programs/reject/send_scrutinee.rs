use std::collections::HashMap;
use std::sync::Mutex;
fn spawn<F>(f: F)
where
    F: Future<Output = ()> + Send,
{
}
async fn tick(x: u8) {}
static M: Mutex<Option<u8>> = Mutex::new(None);
fn main() {
    spawn(async {
        match *M.lock().unwrap() {
            Some(x) => tick(x).await,
            None => {}
        }
    });
    spawn(async {
        if let Some(x) = *M.lock().unwrap() {
            tick(x).await
        }
    });
    spawn(async {
        let x = M.lock().unwrap().unwrap();
        tick(x).await
    });
    spawn(async { tick(M.lock().unwrap().unwrap()).await });
}
