enum Foo<T> {
    Bar,
}
struct S<'a> {
    x: u8,
}
struct P<T>;
fn main() {}
