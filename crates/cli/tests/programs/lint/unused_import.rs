use std::sync::Arc;
use std::thread;

fn main() {
    println!("{:?}", thread::current().id());
}
