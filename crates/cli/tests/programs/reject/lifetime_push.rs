fn push(list: &mut Vec<&str>, text: &str) {
    list.push(text);
}

fn main() {
    push(&mut Vec::new(), "");
}
