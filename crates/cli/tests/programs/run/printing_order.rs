//! What a `Display` impl prints comes between the pieces of the line around it; raw strings end their lines.

use std::fmt;
static COUNTER: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(5);
const fn sq(x: u32) -> u32 {
    x * x
}
const N: u32 = sq(4);
static TABLE: [u32; 4] = [sq(1), sq(2), N, M];
static M: u32 = N + 1;
const NESTED: [[u8; 2]; 2] = [[1, 2], [3, 4]];
const NAMES: &[&str] = &["a", "b"];
struct P {
    x: i32,
    y: i32,
}
impl P {
    const ORIGIN: P = P { x: 0, y: 0 };
    const fn new(x: i32, y: i32) -> P {
        P { x, y }
    }
}
static START: P = P::new(3, 4);
const fn fib(n: usize) -> usize {
    if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
}
const fn table() -> [usize; 10] {
    let mut t = [0; 10];
    let mut i = 0;
    while i < 10 {
        t[i] = fib(i);
        i += 1;
    }
    t
}
static FIBS: [usize; 10] = table();
static REF: &P = &START;
static mut MUTABLE: i32 = 1;
struct D(i32);
impl fmt::Display for D {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        println!("inside {}", self.0);
        write!(f, "D{}", self.0)
    }
}
fn main() {
    let (a, b) = (1, 2);
    println!("{}", a < b);
    println!("{} {}", a < b, a > b);
    println!("{:?}", Vec::<u8>::new());
    println!("{:?} {}", Vec::<(u8, u8)>::new(), (5 as u32) < 7);
    println!(
        "{} {:?}",
        "x".parse::<i32>().is_err(),
        std::collections::HashMap::<u8, Vec<u8>>::new()
    );
    println!("{}", (a as i64) << 3);
    println!("{} {}", a, if a < b && b > 1 { "lt" } else { "ge" });
    println!("outer {} and {}", D(1), D(2));
    print!("no newline {}", D(3));
    println!();
    let s = format!("{} {}", D(4), D(5));
    println!("{s}");
    println!("{N} {M} {:?} {:?} {:?}", TABLE, NESTED, NAMES);
    println!("{} {} {:?} {}", START.x, P::ORIGIN.y, FIBS, REF.y);
    COUNTER.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    println!("{}", COUNTER.load(std::sync::atomic::Ordering::SeqCst));
    unsafe {
        MUTABLE += 1;
        let m = MUTABLE;
        println!("{}", m);
    }
    assert!(a < b, "{} {}", a < b, b);
    assert_eq!(a < b, true, "message {}", a < b);
    let v = vec![1, 2, 3];
    println!("{} {}", v.iter().map(|x| x * 2).sum::<i32>(), v.len() < 4);
    eprintln!("{} {}", a < b, a);
}
