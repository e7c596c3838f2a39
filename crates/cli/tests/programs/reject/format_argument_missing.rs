fn main() {
    let n = 1;
    println!("{} of {}", n);
}
