trait Foo {}
fn test_foo(arg: Box<Foo>) {}
fn q(x: &Foo) {}
fn r() -> Foo {
    todo!()
}
fn s(x: Foo) {}
struct S {
    f: Box<Fn()>,
}
impl Foo for Fn() {}
fn main() {}
