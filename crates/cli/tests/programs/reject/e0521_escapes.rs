use std::thread;

fn start(name: &str) {
    let handle = thread::spawn(move || println!("{name}"));
    handle.join().unwrap();
}

struct Server {
    name: String,
}

impl Server {
    fn run(&self) {
        thread::spawn(move || println!("{}", self.name)).join().unwrap();
    }
}

fn main() {
    start("a");
    Server { name: String::new() }.run();
}
