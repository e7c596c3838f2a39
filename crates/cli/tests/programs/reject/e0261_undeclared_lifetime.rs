fn foo(x: &'a str) {}
struct Foo {
    x: &'a str,
}
impl S2<'a> {
    fn f(&self) {}
}
struct S2<'a>(&'a u8);
trait T {
    fn g(&'z self);
}
fn main() {
    let x: &'b u8 = &1;
}
