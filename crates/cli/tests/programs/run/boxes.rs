//! Recursive data in boxes: a list and a tree.

enum List {
    Cons(i32, Box<List>),
    Nil,
}

use List::{Cons, Nil};

impl List {
    fn sum(&self) -> i32 {
        match self {
            Cons(value, rest) => value + rest.sum(),
            Nil => 0,
        }
    }
}

#[derive(Default)]
struct Tree {
    root: Option<Box<Node>>,
}

struct Node {
    key: i32,
    left: Tree,
    right: Tree,
}

impl Tree {
    fn insert(&mut self, key: i32) {
        match &mut self.root {
            None => self.root = Some(Box::new(Node { key, left: Tree::default(), right: Tree::default() })),
            Some(node) if key < node.key => node.left.insert(key),
            Some(node) => node.right.insert(key),
        }
    }

    fn walk(&self, out: &mut Vec<i32>) {
        if let Some(node) = &self.root {
            node.left.walk(out);
            out.push(node.key);
            node.right.walk(out);
        }
    }

    fn depth(&self) -> usize {
        self.root.as_ref().map_or(0, |node| 1 + node.left.depth().max(node.right.depth()))
    }
}

fn main() {
    let list = Cons(1, Box::new(Cons(2, Box::new(Cons(39, Box::new(Nil))))));
    println!("{}", list.sum());
    let mut tree = Tree::default();
    for key in [5, 2, 8, 1, 9, 3] {
        tree.insert(key);
    }
    let mut keys = Vec::new();
    tree.walk(&mut keys);
    println!("{keys:?} depth {}", tree.depth());
    let boxed: Box<[i32]> = vec![1, 2].into_boxed_slice();
    println!("{}", boxed.len());
    let moved = *Box::new(String::from("moved out"));
    println!("{moved}");
}
