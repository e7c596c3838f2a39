use std::sync::Mutex;

fn main() {
    let shared = Mutex::new(vec![1]);
    let guard = shared.lock().unwrap();
    let list = shared.into_inner().unwrap();
    println!("{} {}", guard.len(), list.len());
}
