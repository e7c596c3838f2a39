fn run<F: Future<Output = u32>>(f: F) {}
async fn s() -> String {
    String::new()
}
fn main() {
    run(s());
    run(async { 1u32 });
    run(async { "x" });
    let f: std::pin::Pin<Box<dyn Future<Output = u8>>> = Box::pin(s());
    let v: Vec<Box<dyn Fn(u8) -> u8>> = vec![Box::new(|x| x)];
    let it: Box<dyn Iterator<Item = String>> = Box::new(["a"].into_iter());
    let total: Vec<u32> = vec![1u32].into_iter().map(|x| x + 1).collect();
}
