//! A thread panics; the one that joins it gets an Err and goes on.

use std::thread;

fn main() {
    let good = thread::spawn(|| 42);
    println!("{:?}", good.join().unwrap());
    let bad = thread::spawn(|| {
        if true {
            panic!("worker {} broke", 2);
        }
        1
    });
    match bad.join() {
        Ok(n) => println!("finished with {n}"),
        Err(payload) => match payload.downcast_ref::<String>() {
            Some(text) => println!("panicked: {text}"),
            None => println!("panicked with something else"),
        },
    }
    println!("main goes on");
}
