//! `'static` where the type is stated.

use std::collections::HashMap;
struct P<'a> { s: &'a str }
fn main() {
    let s = String::from("a");
    let a: &'static str = &s;
    println!("{a}");
    let v: Vec<&'static str> = vec![&s];
    println!("{v:?}");
    let ok: &'static str = "b";
    let m: HashMap<&'static str, &str> = HashMap::from([(ok, s.as_str())]);
    println!("{m:?}");
    let p: P<'static> = P { s: &s };
    println!("{}", p.s);
    let q: P = P { s: &s };
    println!("{}", q.s);
    let mut late: &'static [i32] = &[1, 2];
    println!("{late:?}");
    let n = [3];
    late = &n;
    println!("{late:?}");
}
fn f(x: &str) {
    let y: &'static str = x;
    println!("{y}");
    let z: Option<&'static str> = Some(x).filter(|x| x.len() > 3).map(|_| "q");
    println!("{z:?}");
}
