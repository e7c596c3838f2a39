fn run<F: Future<Output = u32>>(f: F) {}
fn main() {
    run(async { "hello" });
    let v: Box<dyn Iterator<Item = u32>> = Box::new(vec![1u8].into_iter());
}
