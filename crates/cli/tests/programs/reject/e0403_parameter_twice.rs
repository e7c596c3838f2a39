fn f<T, T>(s: T, u: T) {}
trait Foo<T> {
    fn do_something<T>(&self, t: T);
}
struct S<T>(T);
impl<T> S<T> {
    fn g<T>(x: T) {}
}
fn main() {}
