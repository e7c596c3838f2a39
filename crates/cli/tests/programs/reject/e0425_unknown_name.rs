fn main() {
    let workers = 4;
    println!("{}", worker + workers);
}
