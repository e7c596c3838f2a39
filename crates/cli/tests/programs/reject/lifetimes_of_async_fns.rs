//! What an async fn borrows, and for how long.
//# lt_two_refs
async fn longest(a: &str, b: &str) -> &str { //= async fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() > b.len() { a } else { b }
}
fn main() { println!("{}", futures::executor::block_on(longest("a", "b"))); }
//# lt_no_refs
async fn get() -> &str { "a" } //= async fn get() -> &'static str { "a" }
fn main() { println!("{}", futures::executor::block_on(get())); }
//# lt_return_local
async fn get() -> &'static str {
    let s = String::from("a");
    &s //= if s.is_empty() { "a" } else { "b" }
}
fn main() { println!("{}", futures::executor::block_on(get())); }
//# lt_wrong_arg
async fn pick<'a>(a: &'a str, b: &str) -> &'a str { //= async fn pick<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.is_empty() { b } else { a }
}
fn main() { println!("{}", futures::executor::block_on(pick("a", "b"))); }
//# lt_future_borrows
use std::future::Future;
fn make(s: &str) -> impl Future<Output = usize> + 'static { //= fn make(s: &'static str) -> impl Future<Output = usize> + 'static {
    async move { s.len() }
}
fn main() { println!("{}", futures::executor::block_on(make("a"))); }
//# lt_box_future
use std::future::Future;
use std::pin::Pin;
fn make(s: &str) -> Pin<Box<dyn Future<Output = usize>>> { //= fn make(s: &str) -> Pin<Box<dyn Future<Output = usize> + '_>> {
    Box::pin(async move { s.len() })
}
fn main() { println!("{}", futures::executor::block_on(make("a"))); }
//# lt_async_block_returns_local_borrow
use std::future::Future;
fn make() -> impl Future<Output = usize> {
    let s = String::from("a");
    async { s.len() } //= async move { s.len() }
}
fn main() { println!("{}", futures::executor::block_on(make())); }
//# lt_future_outlives
async fn len(s: &str) -> usize { s.len() }
fn main() {
    let f; //= let s; let f;
    {
        let s = String::from("a"); //= s = String::from("a");
        f = len(&s);
    }
    println!("{}", futures::executor::block_on(f));
}
//# async_move_partial
struct P { a: String, b: String }
async fn run() {
    let p = P { a: "a".into(), b: "b".into() };
    let f = async move { println!("{}", p.a); };
    f.await;
    println!("{} {}", p.a, p.b); //= println!("{}", p.b);
}
fn main() { futures::executor::block_on(run()); }
//# async_borrow_conflict
async fn run() {
    let mut v = vec![1];
    let f = async { v.push(2); };
    println!("{v:?}"); //=
    f.await;
}
fn main() { futures::executor::block_on(run()); }
//# async_fn_ref_conflict
async fn add(v: &mut Vec<u8>) { v.push(1); }
async fn run() {
    let mut v = vec![];
    let f = add(&mut v); //= v.push(3); let f = add(&mut v);
    v.push(3); //=
    f.await;
}
fn main() { futures::executor::block_on(run()); }
//# async_static
async fn run(text: &str) -> u8 { need(text); 1 }
fn need(_: &'static str) {} //= fn need(_: &str) {}
fn main() { let _ = run("a"); }
//# async_ret2
async fn pick<'a, 'b>(a: &'a str, b: &'b str) -> &'a str { if a.is_empty() { b } else { a } } //= async fn pick<'a, 'b: 'a>(a: &'a str, b: &'b str) -> &'a str { if a.is_empty() { b } else { a } }
fn main() { let _ = pick("a", "b"); }
//# async_self
struct S { n: String }
impl S { async fn get(&self, o: &str) -> &str { if o.is_empty() { o } else { &self.n } } } //= impl S { async fn get(&self, o: &str) -> &str { if o.is_empty() { "" } else { &self.n } } }
fn main() { let _ = S { n: String::new() }.get("a"); }
//# async_fill
async fn fill(v: &mut Vec<&str>, t: &str) { v.push(t); } //= async fn fill<'a>(v: &mut Vec<&'a str>, t: &'a str) { v.push(t); }
fn main() { let mut v = vec![]; let _ = fill(&mut v, "a"); }
//# async_str
async fn st(a: &str) -> &'static str { a } //= async fn st(a: &'static str) -> &'static str { a }
fn main() { let _ = st("a"); }
//# async_struct
struct W<'a> { t: &'a str }
impl<'a> W<'a> { async fn set(&mut self, t: &str) { self.t = t; } } //= impl<'a> W<'a> { async fn set(&mut self, t: &'a str) { self.t = t; } }
fn main() { let _ = W { t: "a" }.set("b"); }
//# async_box
async fn mk(a: &str) -> Box<dyn Fn() -> usize> { Box::new(move || a.len()) } //= async fn mk(a: &str) -> Box<dyn Fn() -> usize + '_> { Box::new(move || a.len()) }
fn main() { let _ = mk("a"); }
