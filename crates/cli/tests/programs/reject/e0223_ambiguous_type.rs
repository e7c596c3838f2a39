struct S;
fn f(x: S::Item) {}
fn main() {}
