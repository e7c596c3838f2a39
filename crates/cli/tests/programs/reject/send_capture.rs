use std::rc::Rc;
fn spawn<F: Future + Send + 'static>(f: F) {}
async fn tick() {}
fn main() {
    let r = Rc::new(1);
    spawn(async move {
        println!("{r}");
    });
}
