struct Worker;

fn show<T: std::fmt::Display>(value: T) {
    println!("{value}");
}

fn main() {
    show(Worker);
}
