#[derive(Clone, Copy)]
struct Foo;
impl Drop for Foo {
    fn drop(&mut self) {}
}
fn main() {}
