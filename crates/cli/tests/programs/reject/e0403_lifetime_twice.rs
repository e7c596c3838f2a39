fn foo<'a, 'b, 'a>(x: &'a str, y: &'b str, z: &'a str) {}
fn main() {}
