fn f() -> impl Future<Output = u32> {
    async { "a" }
}
fn g() -> impl Iterator<Item = u32> {
    vec!["a"].into_iter()
}
fn main() {}
