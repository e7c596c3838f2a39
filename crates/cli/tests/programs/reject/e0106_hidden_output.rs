struct P {
    f: Box<dyn Fn(&str) -> &str>,
}
fn g() -> Box<dyn Iterator<Item = &u8>> {
    todo!()
}
fn h(x: &u8, y: &u8) -> impl Iterator<Item = &u8> {
    std::iter::once(x)
}
async fn k(x: &str, y: &str) -> &str {
    x
}
fn main() {}
