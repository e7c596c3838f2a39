//! `impl Trait` as argument and result, in traits too.

trait Shape {
    fn pts(&self) -> impl Iterator<Item = i32>;
    fn name(&self) -> impl std::fmt::Display {
        "shape"
    }
}
struct S(i32);
impl Shape for S {
    fn pts(&self) -> impl Iterator<Item = i32> {
        (0..self.0).map(|x| x * x)
    }
}
fn sum(s: &impl Shape) -> i32 {
    s.pts().sum()
}
fn evens(v: &[i32]) -> impl Iterator<Item = &i32> + '_ {
    v.iter().filter(|x| *x % 2 == 0)
}
fn adder(n: i32) -> impl Fn(i32) -> i32 {
    move |x| x + n
}
fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}
fn main() {
    println!("{} {}", sum(&S(4)), S(1).name());
    println!("{:?}", evens(&[1, 2, 3, 4]).collect::<Vec<_>>());
    println!("{}", compose(adder(2), adder(3))(1));
}
