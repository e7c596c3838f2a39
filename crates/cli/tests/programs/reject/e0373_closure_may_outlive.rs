use std::thread;

fn main() {
    let n = 1;
    let handle = thread::spawn(|| println!("{n}"));
    handle.join().unwrap();
}
