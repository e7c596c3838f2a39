trait Foo {
    fn foo(x: u16);
    fn bar(&self);
}
struct Bar;
impl Foo for Bar {
    fn foo(x: u32) {}
    fn bar(&mut self) {}
}
fn main() {}
