fn main() {
    let part: &str;
    part = String::from("a b").as_str();
    println!("{part}");
}
