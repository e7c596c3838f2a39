fn take(text: String) -> usize {
    text.len()
}

fn main() {
    let text = String::from("moved");
    let length = take(text);
    println!("{length} {text}");
}
