fn do_work(n: u32) {
    println!("worker {n}");
}

fn main() {
    do_work("one");
}
