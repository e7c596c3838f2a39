//! A bound that does not hold keeps rustc from looking at the moves of the same body.

use std::{future::Future, rc::Rc};

fn spawn<F: Future<Output = ()> + Send + 'static>(f: F) {
    drop(f);
}

fn wrong_output() {
    let s = String::new();
    drop(s);
    drop(s);
    spawn(async { 5 });
}

fn not_send() {
    let s = String::new();
    drop(s);
    drop(s);
    let r = Rc::new(1);
    spawn(async move { println!("{r}") });
}

fn moved() {
    let s = String::new();
    drop(s);
    drop(s);
}

fn main() {
    wrong_output();
    not_send();
    moved();
}
