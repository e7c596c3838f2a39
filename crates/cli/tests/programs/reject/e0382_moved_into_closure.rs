use std::thread;

fn main() {
    let name = String::from("worker");
    let handle = thread::spawn(move || println!("{name}"));
    handle.join().unwrap();
    println!("{}", name.len());
}
