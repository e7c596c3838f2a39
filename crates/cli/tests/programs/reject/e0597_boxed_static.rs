use std::fmt::Display;

fn show(it: Box<dyn Display>) {
    println!("{it}");
}

fn main() {
    let n = 1;
    show(Box::new(&n));
}
