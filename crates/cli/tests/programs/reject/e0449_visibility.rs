trait Foo {
    fn foo();
}
struct Bar;
pub impl Foo for Bar {
    pub fn foo() {}
}
pub enum E {
    A,
    B(pub u8),
}
trait Q {
    pub fn x();
}
fn main() {}
