fn main() {
    if true {
        println!("open");
}
