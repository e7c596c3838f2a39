use std::thread;
use std::sync::{Arc, Mutex, mpsc};
fn main() {
    let data = vec![1, 2, 3];
    let h = thread::spawn(|| {
        println!("{:?}", data);
    });
    h.join().unwrap();
    let m = Mutex::new(0);
    let mut hs = vec![];
    for _ in 0..2 {
        hs.push(thread::spawn(|| {
            *m.lock().unwrap() += 1;
        }));
    }
    for h in hs { h.join().unwrap(); }
    let (tx, rx) = mpsc::channel();
    {
        let text = String::from("a");
        tx.send(&text).unwrap();
    }
    println!("{:?}", rx.recv());
    let a = Arc::new(Mutex::new(vec![1]));
    let g = a.lock().unwrap();
    drop(a);
    println!("{}", g.len());
    let mut v = vec![1];
    thread::scope(|s| {
        s.spawn(|| v.push(1));
        s.spawn(|| v.push(2));
    });
}
