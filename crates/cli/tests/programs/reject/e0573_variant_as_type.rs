enum D {
    Bark,
}
fn f() -> D::Bark {
    D::Bark
}
fn g(x: Some) {}
fn h(x: Option::Some) {}
fn main() {}
