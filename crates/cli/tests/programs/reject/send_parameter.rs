use std::rc::Rc;
fn spawn<F: Future + Send + 'static>(f: F) {}
async fn tick(r: Rc<u8>) {}
fn main() {
    let r = Rc::new(1);
    spawn(tick(r));
}
