struct Foo;
impl Foo {
    fn bar(&self) {}
}
impl Foo {
    fn bar(&self) {}
}
fn main() {}
