struct Worker {
    n: u32,
}

fn main() {
    let worker = Worker { n: 1 };
    println!("{}", worker.n);
    worker.start();
}
