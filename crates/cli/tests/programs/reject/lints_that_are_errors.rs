//! `let_underscore_lock` and `static_mut_refs`.
//# lock_not_held
use std::sync::{Arc, Mutex};
fn main() {
    let m = Arc::new(Mutex::new(1));
    let _ = m.lock(); //= let _guard = m.lock();
}
//# lock_not_held_unwrapped
use std::sync::RwLock;
fn main() {
    let m = RwLock::new(1);
    let _ = m.write().unwrap(); //= let _guard = m.write().unwrap();
    let _ = *m.read().unwrap();
}
//# static_printed
static mut COUNT: u32 = 0;
fn main() {
    unsafe {
        COUNT += 1;
        println!("{}", COUNT); //= let count = COUNT; println!("{count}");
    }
}
//# static_method
static mut LOG: Vec<u32> = Vec::new();
fn main() {
    unsafe {
        LOG.push(1); //= (*&raw mut LOG).push(1);
        LOG[0] = 2;
    }
}
//# static_field_borrowed
static mut PAIR: (u32, u32) = (1, 2);
fn main() {
    unsafe {
        let first = &mut PAIR.0; //= let first = &mut *&raw mut PAIR.0;
        *first += 1;
        PAIR.1 = 3;
    }
}
