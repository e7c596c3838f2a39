//! Const parameters of every kind of type, and closures that capture associated types.

use std::fmt;
use std::ops::{Add, Mul};
#[derive(Clone, Copy, PartialEq, Eq)]
struct Mod<const M: u32>(u32);
impl<const M: u32> Add for Mod<M> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Mod((self.0 + o.0) % M)
    }
}
impl<const M: u32> Mul for Mod<M> {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        Mod((self.0 * o.0) % M)
    }
}
impl<const M: u32> fmt::Display for Mod<M> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} (mod {})", self.0, M)
    }
}
impl Mod<7> {
    fn seven(self) -> &'static str {
        "seven"
    }
}
struct Flag<const B: bool>;
impl Flag<true> {
    fn say(&self) -> &str {
        "yes"
    }
}
impl Flag<false> {
    fn say(&self) -> &str {
        "no"
    }
}
struct Letter<const C: char>;
impl<const C: char> Letter<C> {
    const NAME: char = C;
    fn get(&self) -> char {
        C
    }
}
struct Off<const N: i8>;
impl<const N: i8> Off<N> {
    fn apply(&self, x: i8) -> i8 {
        x + N
    }
}
const SIZE: usize = 2 * 3;
struct Grid<const W: usize, const H: usize> {
    cells: [[u8; W]; H],
}
impl<const W: usize, const H: usize> Grid<W, H> {
    const AREA: usize = W * H;
    fn new() -> Self {
        Grid { cells: [[0; W]; H] }
    }
    fn transpose(&self) -> Grid<H, W> {
        let mut out = Grid::<H, W>::new();
        for y in 0..H {
            for x in 0..W {
                out.cells[x][y] = self.cells[y][x];
            }
        }
        out
    }
}
fn sum<const N: usize>(a: [i32; N]) -> i32 {
    a.iter().sum()
}
fn first_n<const N: usize, T: Copy + Default>(s: &[T]) -> [T; N] {
    let mut a = [T::default(); N];
    for (x, y) in a.iter_mut().zip(s) {
        *x = *y
    }
    a
}
struct Buf<T, const N: usize = 4> {
    items: [Option<T>; N],
    len: usize,
}
impl<T, const N: usize> Buf<T, N> {
    fn new() -> Self {
        Buf {
            items: [const { None }; N],
            len: 0,
        }
    }
    fn push(&mut self, t: T) -> Result<(), T> {
        if self.len == N {
            return Err(t);
        }
        self.items[self.len] = Some(t);
        self.len += 1;
        Ok(())
    }
}
trait Shape {
    const SIDES: u32;
    fn describe() -> String {
        format!("{} sides", Self::SIDES)
    }
}
struct Poly<const N: u32>;
impl<const N: u32> Shape for Poly<N> {
    const SIDES: u32 = N;
}
fn main() {
    let a = Mod::<7>(5);
    let b = Mod::<7>(4);
    println!("{} {} {}", a + b, a * b, a.seven());
    println!("{}", Mod::<13>(12) + Mod(5));
    println!("{} {}", Flag::<true>.say(), Flag::<{ 1 > 2 }>.say());
    println!("{} {}", Letter::<'x'>.get(), Letter::<'y'>::NAME);
    println!("{} {}", Off::<-3>.apply(10), Off::<{ -(2 + 3) }>.apply(1));
    let mut g = Grid::<SIZE, 2>::new();
    g.cells[1][4] = 9;
    let t = g.transpose();
    println!(
        "{} {} {:?}",
        Grid::<SIZE, 2>::AREA,
        t.cells[4][1],
        t.cells.len()
    );
    println!("{} {}", sum([1, 2, 3]), sum([0; 0]));
    let f: [i32; 3] = first_n(&[4, 5, 6, 7]);
    println!("{f:?} {:?}", first_n::<2, u8>(&[1]));
    let mut buf: Buf<&str> = Buf::new();
    for w in ["a", "b", "c", "d", "e"] {
        if let Err(e) = buf.push(w) {
            println!("full at {e}")
        }
    }
    let mut b2 = Buf::<i32, 1>::new();
    println!("{:?} {:?}", b2.push(1), b2.push(2));
    println!("{} {}", Poly::<5>::describe(), <Poly<8> as Shape>::SIDES);
    println!(
        "{}",
        std::any::type_name::<Off<-3>>().ends_with("::Off<-3>")
    );
    let name = std::any::type_name::<(Flag<true>, Letter<'q'>)>();
    println!(
        "{} {}",
        name.contains("Flag<true>"),
        name.contains("Letter<'q'>")
    );
    captures();
}
trait Source {
    type Item: 'static;
    fn next(&mut self) -> Option<Self::Item>;
}
struct Count(u32);
impl Source for Count {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        self.0 += 1;
        (self.0 < 4).then_some(self.0)
    }
}
fn boxed<S: Source>(s: &mut S) -> Vec<Box<dyn std::any::Any>> {
    let mut v: Vec<Box<dyn std::any::Any>> = vec![];
    while let Some(i) = s.next() {
        v.push(Box::new(i));
    }
    v
}
fn spawn_all<I>(items: I, f: fn(I::Item) -> String) -> Vec<String>
where
    I: IntoIterator,
    I::Item: Send + 'static,
{
    items
        .into_iter()
        .map(|item| std::thread::spawn(move || f(item)).join().unwrap())
        .collect()
}
fn spawn2<I: Iterator>(items: I) -> usize
where
    I: 'static,
    I::Item: Send,
{
    items
        .map(|i| {
            std::thread::spawn(move || {
                drop(i);
                1
            })
            .join()
            .unwrap()
        })
        .sum()
}
fn captures() {
    println!("{}", boxed(&mut Count(0)).len());
    println!("{:?}", spawn_all([1, 2], |x| format!("<{x}>")));
    println!("{}", spawn2(vec!["a"].into_iter()));
}
