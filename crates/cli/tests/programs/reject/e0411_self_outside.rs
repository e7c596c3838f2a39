fn f() -> Self {
    todo!()
}
fn main() {
    let x: Self;
    let y = Self::new();
}
