//! Statics and constants of each other, whatever their order; const fn, arrays, tables, associated constants.

use std::{
    cell::Cell,
    collections::HashMap,
    sync::{Mutex, OnceLock, RwLock, atomic::*},
};
static A: u32 = B + 1;
static B: u32 = C * 2;
const C: u32 = {
    let mut x = 0;
    let mut i = 0;
    while i < 5 {
        x += i;
        i += 1;
    }
    x
};
static S: &str = "hello";
static ARR: [&str; 3] = ["a", "b", S];
static T: (i32, &[i32]) = (1, &[1, 2, 3]);
static PTR: &&str = &S;
static NESTED: Outer = Outer {
    inner: Inner { v: [A, B, C] },
    name: ARR[1],
    f: double,
};
struct Inner {
    v: [u32; 3],
}
struct Outer {
    inner: Inner,
    name: &'static str,
    f: fn(i32) -> i32,
}
fn double(x: i32) -> i32 {
    x * 2
}
static M: Mutex<Vec<String>> = Mutex::new(Vec::new());
static R: RwLock<i32> = RwLock::new(5);
static FLAGS: [AtomicBool; 2] = [const { AtomicBool::new(false) }; 2];
static NEXT_ID: AtomicU64 = AtomicU64::new(1);
static OPT: Option<&'static Inner> = Some(&Inner { v: [7, 8, 9] });
static CELL: OnceLock<HashMap<u8, u8>> = OnceLock::new();
const fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}
const G: u32 = gcd(48, 36);
const LEN: usize = ARR.len();
const TABLE: [u8; 256] = {
    let mut t = [0u8; 256];
    let mut i = 0;
    while i < 256 {
        t[i] = (i as u8).count_ones() as u8;
        i += 1;
    }
    t
};
const MSG: &str = concat!("v", 1, ".", 2, true);
const BYTES: &[u8; 3] = b"abc";
const MAXV: u64 = u64::MAX / 3;
const NEG: i32 = -5 % 3;
const F: f64 = 1.5 * 2.0;
const CH: char = 'a';
const TUP: (u8, char) = (1, CH);
const EMPTY: Vec<i32> = Vec::new();
const STR: String = String::new();
const CELLC: Cell<i32> = Cell::new(3);
trait HasId {
    const ID: u32;
    const NAME: &'static str = "default";
}
impl HasId for u8 {
    const ID: u32 = 8;
}
impl HasId for u16 {
    const ID: u32 = <u8 as HasId>::ID * 2;
    const NAME: &'static str = "sixteen";
}
struct W<T>(T);
impl<T: HasId> W<T> {
    const TWICE: u32 = T::ID * 2;
}
struct Buf<const N: usize> {
    d: [u8; N],
}
impl<const N: usize> Buf<N> {
    const CAP: usize = N * 2;
    fn new() -> Self {
        Buf { d: [0; N] }
    }
    fn cap(&self) -> usize {
        Self::CAP + self.d.len()
    }
}
enum Color {
    Red = 10,
    Green = Color::Red as isize + 5,
    Blue,
}
static mut COUNTER: u32 = 0;
fn bump() -> u32 {
    unsafe {
        COUNTER += 1;
        COUNTER
    }
}
fn next_id() -> u64 {
    NEXT_ID.fetch_add(1, Ordering::Relaxed)
}
fn counter() -> usize {
    static CALLS: AtomicUsize = AtomicUsize::new(10);
    CALLS.fetch_add(1, Ordering::SeqCst)
}
const ARR2: [[i32; 2]; 3] = [[1; 2]; 3];
static FNS: [fn(i32) -> i32; 2] = [double, |x| x + 100];
static LATE: fn() -> u32 = || A + B;
static REGISTRY: &[(&str, fn(i32) -> i32)] = &[("double", double), ("neg", neg)];
fn neg(x: i32) -> i32 {
    -x
}
struct Cfg {
    name: &'static str,
    level: u8,
}
impl Cfg {
    const DEFAULT: Cfg = Cfg {
        name: "d",
        level: 1,
    };
    const fn with_level(mut self, l: u8) -> Cfg {
        self.level = l;
        self
    }
}
static CFG: Cfg = Cfg::DEFAULT.with_level(4);
const _: () = assert!(C == 10);
const fn pick(o: Option<u8>) -> u8 {
    match o {
        Some(x) => x,
        None => 0,
    }
}
const P: u8 = pick(Some(3));
static BX: &(dyn Fn(i32) -> i32 + Sync) = &|x| x * 3;
const DUR: std::time::Duration = std::time::Duration::from_millis(1500);
static SELF: Node = Node {
    next: Some(&TAIL),
    v: 1,
};
static TAIL: Node = Node { next: None, v: 2 };
struct Node {
    next: Option<&'static Node>,
    v: i32,
}
fn main() {
    println!("{A} {B} {C} {S} {:?} {:?} {}", ARR, T, PTR);
    println!("{:?} {} {}", NESTED.inner.v, NESTED.name, (NESTED.f)(4));
    M.lock().unwrap().push("x".into());
    println!("{:?} {:?}", M.lock().unwrap(), R.read().unwrap());
    FLAGS[1].store(true, Ordering::SeqCst);
    println!("{:?}", FLAGS);
    println!("{:?}", OPT.map(|i| i.v[1]));
    println!("{} {} {} {} {:?}", G, LEN, TABLE[255], MSG, BYTES);
    println!("{MAXV} {NEG} {F} {:?}", TUP);
    let mut v = EMPTY;
    v.push(1);
    println!("{:?} {:?} {:?}", v, EMPTY, STR);
    CELLC.set(5);
    println!("{}", CELLC.get());
    println!(
        "{} {} {} {} {}",
        u8::ID,
        u16::ID,
        u8::NAME,
        u16::NAME,
        W::<u16>::TWICE
    );
    println!("{} {}", Buf::<4>::CAP, Buf::<3>::new().cap());
    println!("{} {}", Color::Green as i32, Color::Blue as u8);
    println!("{} {}", bump(), bump());
    println!("{} {} {} {}", next_id(), next_id(), counter(), counter());
    println!("{:?} {}", ARR2, FNS.iter().map(|f| f(1)).sum::<i32>());
    println!("{}", LATE());
    for (n, f) in REGISTRY {
        println!("{n} {}", f(3));
    }
    println!("{} {} {}", CFG.name, CFG.level, P);
    println!("{} {:?}", BX(3), DUR);
    println!("{}", SELF.next.map_or(0, |n| n.v) + SELF.v);
    println!("{:?}", CELL.get_or_init(|| [(1, 2)].into()));
}
