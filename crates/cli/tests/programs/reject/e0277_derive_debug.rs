struct N;
#[derive(Debug)]
struct S {
    a: u8,
    n: N,
}
fn main() {}
