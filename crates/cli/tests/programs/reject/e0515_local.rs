fn name() -> &'static str {
    let text = String::from("a");
    &text
}

fn words<'a>(line: &'a str) -> Vec<&'a str> {
    let line = line.to_uppercase();
    line.split(' ').collect()
}

fn parameter<'a>(text: String, other: &'a str) -> &'a str {
    if other.is_empty() {
        return text.as_str();
    }
    other
}

fn temporary<'a>() -> &'a String {
    &String::new()
}

fn main() {
    println!("{} {:?} {} {}", name(), words("a b"), parameter(String::new(), ""), temporary());
}
