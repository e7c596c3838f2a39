use std::rc::Rc;
fn block_on<F: Future>(f: F) {}
fn main() {
    let r = Rc::new(1);
    std::thread::spawn(move || {
        block_on(async move {
            println!("{r}");
        })
    });
}
