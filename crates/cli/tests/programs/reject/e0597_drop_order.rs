use std::cell::RefCell;

struct Shown<'a>(&'a RefCell<i32>);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        println!("{}", self.0.borrow());
    }
}

fn main() {
    let shown;
    let cell = RefCell::new(1);
    shown = Shown(&cell);
    println!("{}", shown.0.borrow());
}
