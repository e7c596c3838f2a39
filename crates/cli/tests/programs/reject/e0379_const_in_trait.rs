trait Foo {
    const fn bar() -> u32;
}
fn main() {}
