struct Worker {
    n: u32,
}

fn main() {
    let worker = Worker { n: 1 };
    let _ = worker.n;
    println!("{:?}", worker);
}
