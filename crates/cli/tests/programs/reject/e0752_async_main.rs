async fn main() {
    println!("x");
}
