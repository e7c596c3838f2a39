//! Closures that give back, or keep, what each call lends them for its own time alone.
//# future_of_a_reference
use std::future::Future;
fn call<F, Fut>(f: F) where F: FnOnce(&str) -> Fut, Fut: Future<Output = usize> {
    println!("{}", futures::executor::block_on(f("a")));
}
fn main() {
    call(|s| async move { s.len() }); //= call(|s| { let n = s.len(); async move { n } });
}
//# stream_filter
use futures::stream::{self, StreamExt};
fn main() {
    let big = stream::iter(vec![1, 2])
        .filter(|n| async move { *n > 1 }) //= .filter(|n| { let big = *n > 1; async move { big } })
        .collect::<Vec<i32>>();
    println!("{:?}", futures::executor::block_on(big));
}
//# method_with_a_state
use std::future::Future;
struct App { hits: u32 }
impl App {
    async fn with<F, Fut>(&mut self, f: F) where F: FnOnce(&mut u32) -> Fut, Fut: Future<Output = ()> {
        f(&mut self.hits).await
    }
}
fn main() {
    let mut app = App { hits: 0 };
    futures::executor::block_on(app.with(|hits| async move { *hits += 1; })); //= futures::executor::block_on(app.with(|hits| { *hits += 1; async {} }));
    println!("{}", app.hits);
}
//# sorted_by_a_reference
fn main() {
    let mut names = vec![String::from("b"), String::from("a")];
    names.sort_by_key(|name| name.as_str()); //= names.sort_by_key(|name| name.len());
    println!("{names:?}");
}
//# out_of_a_lock
use std::sync::Mutex;
fn with<T>(m: &Mutex<String>, f: impl FnOnce(&mut String) -> T) -> T { f(&mut m.lock().unwrap()) }
fn main() {
    let m = Mutex::new(String::from("a"));
    let s = with(&m, |s| s.as_str()); //= let s = with(&m, |s| s.clone());
    println!("{s}");
}
//# kept_outside
fn each(f: impl Fn(&str)) { f("a"); }
fn each_mut(mut f: impl FnMut(&str)) { f("a"); }
fn main() {
    let mut kept: Vec<String> = Vec::new();
    let mut seen = Vec::new();
    each_mut(|s| seen.push(s)); //= each_mut(|s| seen.push(s.len()));
    each_mut(|s| kept.push(s.to_owned()));
    each(|s| println!("{s}"));
    println!("{} {}", seen.len(), kept.len());
}
//# spawned_inside
fn each(f: impl Fn(&str)) { f("a"); }
fn main() {
    each(|s| {
        std::thread::spawn(move || println!("{s}")).join().unwrap(); //= std::thread::scope(|scope| { scope.spawn(move || println!("{s}")); });
    });
}
