struct Foo<T = U, U = ()> {
    a: T,
    b: U,
}
fn main() {}
