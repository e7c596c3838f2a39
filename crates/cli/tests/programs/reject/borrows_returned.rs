use std::rc::Rc;
use std::cell::RefCell;
struct Node { next: Option<Rc<RefCell<Node>>>, value: i32 }
fn value(n: &Rc<RefCell<Node>>) -> &i32 {
    &n.borrow().value
}
fn len(text: &String) -> &str {
    let trimmed = text.trim().to_string();
    trimmed.as_str()
}
fn pick() -> Option<&'static str> {
    let s = String::from("a");
    Some(&s)
}
fn slice() -> &'static [i32] {
    let a = [1, 2, 3];
    &a[1..]
}
fn closure() -> impl Fn() -> usize {
    let s = String::from("a");
    move || s.len()
}
fn closure2<'a>() -> Box<dyn Fn() -> &'a str> {
    let s = String::from("a");
    Box::new(|| "x")
}
fn main() {
    let n = Rc::new(RefCell::new(Node { next: None, value: 1 }));
    println!("{}", value(&n));
    len(&String::new());
    pick(); slice(); closure(); closure2();
    n.borrow_mut().next = None;
}
