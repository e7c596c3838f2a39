struct Foo {
    x: i32,
}
impl Foo {
    fn bar(self) -> i32 {
        self.x
    }
    fn foo() {
        self.bar();
    }
    fn baz() -> i32 {
        self.x
    }
}
fn free() {
    self.x;
}
fn main() {}
