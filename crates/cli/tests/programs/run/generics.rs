//! Generic types and functions, with bounds, defaults and several instantiations.

use std::fmt::Debug;

#[derive(Debug, Default)]
struct Stack<T> {
    items: Vec<T>,
}

impl<T> Stack<T> {
    fn new() -> Self {
        Stack { items: Vec::new() }
    }

    fn push(&mut self, item: T) {
        self.items.push(item);
    }

    fn pop(&mut self) -> Option<T> {
        self.items.pop()
    }

    fn map<U, F>(self, mut f: F) -> Stack<U>
    where
        F: FnMut(T) -> U,
    {
        let mut mapped = Stack::new();
        for item in self.items {
            mapped.push(f(item));
        }
        mapped
    }
}

impl Stack<String> {
    fn lengths(&self) -> usize {
        self.items.iter().map(|s| s.len()).sum()
    }
}

struct Pair<A, B = A> {
    a: A,
    b: B,
}

impl<A: Debug, B: Debug> Pair<A, B> {
    fn show(&self) -> String {
        format!("<{:?}|{:?}>", self.a, self.b)
    }
}

fn pick<T>(first: bool, a: T, b: T) -> T {
    if first { a } else { b }
}

fn sum_of<const N: usize>(values: [i32; N]) -> i32 {
    let mut sum = 0;
    for v in values {
        sum += v;
    }
    sum + N as i32
}

fn main() {
    let mut stack = Stack::new();
    stack.push(1);
    stack.push(20);
    println!("{:?} {:?}", stack.pop(), stack);
    stack.push(300);
    let texts = stack.map(|n| format!("#{n}"));
    println!("{texts:?} {}", texts.lengths());
    let pair: Pair<i32> = Pair { a: 1, b: 2 };
    println!("{} {}", pair.show(), Pair { a: 'x', b: [1.5] }.show());
    println!("{} {}", pick(true, "a", "b"), pick::<u8>(false, 1, 2));
    println!("{} {}", sum_of([1, 2, 3]), sum_of([]));
    println!("{}", std::mem::size_of::<Pair<u8, u32>>());
}
