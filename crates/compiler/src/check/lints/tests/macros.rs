use std::fmt::Write;

macro_rules! twice {
    ($e:expr) => {{
        let mut sum = $e;
        sum += $e;
        sum
    }};
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
struct Point {
    x: u8,
    y: u8,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    One(u8),
    Two { n: u8 },
}

#[allow(unused_variables)]
fn allowed(n: u8) {
    let m = 1;
}

fn write(out: &mut String) {
    write!(out, "x").unwrap();
    write!(out, "y"); //~ 5 unused_must_use: unused `Result` that must be used
    writeln!(out, "{}", 3); //~ 5 unused_must_use: unused `Result` that must be used
}

fn after(flag: bool) {
    if flag {
        return;
    } else {
        panic!("no {}", flag);
    }
    assert_eq!(1, 1); //~ 5 unreachable_code: unreachable statement
}

fn asserted(n: u8) -> u8 {
    assert!(n > 1, "small {n}");
    return n;
    println!("{} {}", n, 1); //~ 5 unreachable_code: unreachable statement
}

fn operators() -> std::time::Duration {
    let a = std::time::Duration::from_millis(1);
    a + a; //~ 5 unused_must_use: unused arithmetic operation that must be used
    a == a; //~ 5 unused_must_use: unused comparison that must be used
    let mut b = a;
    b += a;
    b
}

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.x)?;
        write!(f, "{}", self.y)
    }
}

trait Shape {
    fn area(&self, scale: u8) -> u8;
    fn name(&self, unused: u8) -> u8 { //~ 20 unused_variables: unused variable: `unused`
        1
    }
}

impl Shape for Point {
    fn area(&self, scale: u8) -> u8 { //~ 20 unused_variables: unused variable: `scale`
        self.x
    }
}

fn generic<T: Clone>(mut value: T, other: &T) -> T {
    let first = value.clone();
    value = other.clone();
    if false { first } else { value }
}

fn main() {
    let text = format!("{:?}", Point { x: 1, y: 2 });
    let mut out = text.clone();
    write(&mut out);
    allowed(twice!(2));
    after(true);
    asserted(1);
    operators();
    let kinds = [Kind::One(1), Kind::Two { n: 2 }];
    for kind in &kinds {
        match kind {
            Kind::One(n) => println!("{n}"),
            Kind::Two { n } => {} //~ 25 unused_variables: unused variable: `n`
        }
    }
    let p = Point::default();
    println!("{} {} {}", p.area(1), p.name(1), generic(1, &2));
    let mut fut = std::pin::pin!(async { 1 });
    let _ = fut.as_mut();
    let mut handles = Vec::new();
    for i in 0..3 {
        handles.push(std::thread::spawn(move || i));
    }
    for handle in handles {
        handle.join(); //~ 9 unused_must_use: unused `Result` that must be used
    }
    let mut numbers = vec![3, 1, 2];
    numbers[0] = 4;
    numbers.sort();
    let mut iter = numbers.iter();
    while let Some(n) = iter.next() {
        println!("{n}");
    }
    let mut best = None; //~ 9 unused_variables: variable `best` is assigned to, but never used
    for n in &numbers {
        best = Some(n); //~ 9 unused_assignments: value assigned to `best` is never read
    }
}
