use std::thread;

fn main() {
    let list = vec![1, 2];
    let shared = &list;
    let handle = thread::spawn(move || println!("{shared:?}"));
    handle.join().unwrap();
}
