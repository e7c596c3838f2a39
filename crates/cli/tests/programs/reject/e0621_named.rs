fn pick<'a>(a: &'a str, b: &str) -> &'a str {
    if a.is_empty() { b } else { a }
}

fn push<'a>(list: &mut Vec<&'a str>, text: &str) {
    list.push(text);
}

fn main() {
    println!("{}", pick("", "b"));
    push(&mut Vec::new(), "");
}
