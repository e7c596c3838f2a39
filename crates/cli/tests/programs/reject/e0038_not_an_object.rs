trait Clonable {
    fn dup(&self) -> Self;
}
fn f(x: Box<dyn Clonable>) {}
fn main() {}
