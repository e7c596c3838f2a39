fn main() {
    let workers = Vec::new();
    workers.push(1);
    println!("{workers:?}");
}
