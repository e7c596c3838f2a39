use std::rc::Rc;
use std::thread;

fn main() {
    let shared = Rc::new(1);
    let handle = thread::spawn(move || println!("{shared}"));
    handle.join().unwrap();
}
