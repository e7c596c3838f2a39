fn g<T: std::fmt::Debug>(x: T) -> Box<dyn std::fmt::Debug> {
    Box::new(x)
}
fn spawn<F: Future<Output = ()> + 'static>(f: F) {}
fn h<F: Future<Output = ()>>(f: F) {
    spawn(f)
}
fn main() {}
