//! Shared and mutable references, reborrows, lifetimes, and references inside structs.

struct Longest<'a> {
    text: &'a str,
}

impl<'a> Longest<'a> {
    fn offer(&mut self, other: &'a str) {
        if other.len() > self.text.len() {
            self.text = other;
        }
    }
}

fn first_word(text: &str) -> &str {
    match text.find(' ') {
        Some(end) => &text[..end],
        None => text,
    }
}

fn add_one(n: &mut i32) {
    *n += 1;
}

fn add_two(n: &mut i32) {
    add_one(n);
    add_one(&mut *n);
}

fn largest<'a>(a: &'a mut i32, b: &'a mut i32) -> &'a mut i32 {
    if *a > *b { a } else { b }
}

fn main() {
    let mut n = 1;
    add_two(&mut n);
    let r = &n;
    let rr = &r;
    println!("{n} {} {}", *r + 1, **rr);
    let (mut a, mut b) = (1, 2);
    *largest(&mut a, &mut b) = 100;
    println!("{a} {b}");
    let text = String::from("wake me up");
    let mut longest = Longest { text: first_word(&text) };
    longest.offer("x");
    longest.offer(&text);
    println!("{} {}", longest.text, first_word("single"));
    let mut items = [1, 2, 3, 4];
    let (left, right) = items.split_at_mut(2);
    left[0] = right[1];
    right[0] += left[1];
    println!("{items:?}");
    let boxed = Box::new(5);
    let sum = *boxed + 1;
    println!("{sum} {}", boxed);
    let mut holder = vec![String::from("a")];
    if let Some(s) = holder.first_mut() {
        s.push('b');
    }
    println!("{}", holder[0]);
    println!("{}", std::ptr::eq(r, *rr));
}
