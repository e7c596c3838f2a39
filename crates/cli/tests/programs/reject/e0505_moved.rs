fn main() {
    let text = String::from("a");
    let shown = &text;
    drop(text);
    println!("{shown}");
}
