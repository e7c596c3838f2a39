fn longest(a: &str, b: &str) -> &str {
    a
}
fn dangle() -> &String {
    let s = String::new();
    &s
}
fn main() {}
