//! Rc, RefCell, Cell, Arc, Mutex and Weak: who owns, who counts, who may change.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::{Arc, Mutex};
use std::thread;

struct Node {
    name: &'static str,
    parent: RefCell<Weak<Node>>,
    children: RefCell<Vec<Rc<Node>>>,
}

fn main() {
    let shared = Rc::new(RefCell::new(vec![1]));
    let other = Rc::clone(&shared);
    other.borrow_mut().push(2);
    println!("{:?} {}", shared.borrow(), Rc::strong_count(&shared));
    drop(other);
    println!("{} {}", Rc::strong_count(&shared), shared.try_borrow_mut().is_ok());

    let cell = Cell::new(5);
    cell.set(cell.get() + 1);
    println!("{}", cell.replace(0) + cell.get());

    let leaf = Rc::new(Node { name: "leaf", parent: RefCell::new(Weak::new()), children: RefCell::new(vec![]) });
    {
        let branch =
            Rc::new(Node { name: "branch", parent: RefCell::default(), children: RefCell::new(vec![leaf.clone()]) });
        *leaf.parent.borrow_mut() = Rc::downgrade(&branch);
        println!("{:?}", leaf.parent.borrow().upgrade().map(|p| p.name));
        println!("{} {}", branch.children.borrow().len(), Rc::weak_count(&branch));
    }
    println!("{:?} {}", leaf.parent.borrow().upgrade().map(|p| p.name), leaf.children.borrow().len());

    let total = Arc::new(Mutex::new(0));
    let handles: Vec<_> = (0..4)
        .map(|n| {
            let total = Arc::clone(&total);
            thread::spawn(move || {
                let mut guard = total.lock().unwrap();
                *guard += n;
            })
        })
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
    println!("{} {}", *total.lock().unwrap(), leaf.name);
}
