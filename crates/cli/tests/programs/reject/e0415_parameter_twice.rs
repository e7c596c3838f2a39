fn foo(a: i32, f: i32, f: i32) {}
fn main() {}
