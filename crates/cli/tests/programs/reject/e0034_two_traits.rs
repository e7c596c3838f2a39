struct Test;
trait Trait1 {
    fn foo(&self) {}
}
trait Trait2 {
    fn foo(&self) {}
}
impl Trait1 for Test {}
impl Trait2 for Test {}
fn main() {
    let t = Test;
    t.foo();
}
