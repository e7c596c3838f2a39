fn forever(text: &str) -> &'static str {
    text
}

fn main() {
    println!("{}", forever("a"));
}
