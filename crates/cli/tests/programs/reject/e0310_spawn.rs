use std::{fmt::Debug, thread};

fn show<T: Debug + Send>(value: T) {
    thread::spawn(move || println!("{value:?}")).join().unwrap();
}

fn boxed<T: Debug>(value: T) -> Box<dyn Debug> {
    Box::new(value)
}

fn main() {
    show(1);
    println!("{:?}", boxed(1));
}
