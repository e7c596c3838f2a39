fn main() {
    let text = String::from(" a ").trim();
    println!("{text}");
}
