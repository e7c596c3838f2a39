use std::rc::Rc;
fn spawn<F: Future + Send + 'static>(f: F) {}
async fn tick() {}
async fn work() {
    let r = Rc::new(1);
    tick().await;
    println!("{r}");
}
fn main() {
    spawn(work());
}
