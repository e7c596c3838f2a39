fn spawn<F>(f: F)
where
    F: Future<Output = ()> + Send,
{
}
async fn tick<T>(x: T) {}
fn go<T>(t: T) {
    spawn(tick(t));
}
fn ok<T: Send>(t: T) {
    spawn(tick(t));
}
fn main() {}
