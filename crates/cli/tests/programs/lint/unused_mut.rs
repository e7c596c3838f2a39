fn main() {
    let mut workers = 4;
    println!("{workers}");
}
