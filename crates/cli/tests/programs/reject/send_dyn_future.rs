use std::pin::Pin;
fn spawn<F>(f: F)
where
    F: Future<Output = ()> + Send,
{
}
fn boxed() -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async {})
}
fn main() {
    spawn(boxed());
    spawn(async { boxed().await });
}
