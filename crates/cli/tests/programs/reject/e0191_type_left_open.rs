trait Trait {
    type Bar;
}
type Foo = dyn Trait;
fn f(x: Box<dyn Iterator>) {}
fn g(x: std::pin::Pin<Box<dyn Future>>) {}
fn main() {}
