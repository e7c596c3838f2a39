//! What tasks and threads may hold: not what is borrowed, not what stays on one thread.
//# spawn_borrow_arg
use tokio::task;
async fn print_len(s: &str) { println!("{}", s.len()); }
#[tokio::main]
async fn main() {
    let s = String::from("hello");
    let h = task::spawn(print_len(&s)); //= let h = task::spawn(async move { print_len(&s).await });
    h.await.unwrap();
}
//# spawn_borrow_in_loop
#[tokio::main]
async fn main() {
    let names = vec![String::from("a"), String::from("b")];
    let mut handles = Vec::new();
    for name in &names { //= for name in names {
        handles.push(tokio::spawn(async move {
            println!("{name}");
        }));
    }
    for h in handles {
        h.await.unwrap();
    }
}
//# spawn_borrow_iter_map
#[tokio::main]
async fn main() {
    let names = vec![String::from("a"), String::from("b")];
    let handles: Vec<_> = names.iter().map(|n| tokio::spawn(async move { n.len() })).collect(); //= let handles: Vec<_> = names.into_iter().map(|n| tokio::spawn(async move { n.len() })).collect();
    for h in handles {
        println!("{}", h.await.unwrap());
    }
}
//# spawn_fn_param
async fn run(text: &str) { //= async fn run(text: &'static str) {
    tokio::spawn(async move {
        println!("{text}");
    });
}
#[tokio::main]
async fn main() {
    run("a").await;
}
//# spawn_self
struct Server { name: String }
impl Server {
    async fn start(&self) { //= async fn start(self) {
        tokio::spawn(async move {
            println!("{}", self.name);
        });
    }
}
#[tokio::main]
async fn main() {
    let s = Server { name: "x".into() };
    s.start().await;
}
//# spawn_self_method
struct Server { name: String }
impl Server {
    async fn work(&self) { println!("{}", self.name); }
    fn start(&self) { //= fn start(self: std::sync::Arc<Self>) {
        let h = tokio::spawn(self.work()); //= let h = tokio::spawn(async move { self.work().await });
        drop(h);
    }
}
#[tokio::main]
async fn main() {
    let s = Server { name: "x".into() }; //= let s = std::sync::Arc::new(Server { name: "x".into() });
    s.start();
}
//# spawn_counter_not_moved
#[tokio::main]
async fn main() {
    let mut counter = 0;
    let h = tokio::spawn(async { //= let h = tokio::spawn(async move {
        counter += 1;
    });
    h.await.unwrap();
    println!("{counter}");
}
//# rc_across
use std::rc::Rc; //= use std::sync::Arc as Rc;
async fn step() {}
#[tokio::main]
async fn main() {
    let h = tokio::spawn(async {
        let r = Rc::new(5);
        step().await;
        println!("{r}");
    });
    h.await.unwrap();
}
//# refcell_ref_across
use std::cell::RefCell; //= use tokio::sync::Mutex;
use std::sync::Arc;
async fn step() {}
#[tokio::main]
async fn main() {
    let c = Arc::new(RefCell::new(1)); //= let c = Arc::new(Mutex::new(1));
    let h = tokio::spawn(async move {
        let mut g = c.borrow_mut(); //= let mut g = c.lock().await;
        step().await;
        *g += 1;
    });
    h.await.unwrap();
}
//# mutex_guard_across
use std::sync::{Arc, Mutex};
use std::time::Duration;
#[tokio::main]
async fn main() {
    let m = Arc::new(Mutex::new(0));
    let m2 = m.clone();
    let h = tokio::spawn(async move {
        let mut g = m2.lock().unwrap(); //= { let mut g = m2.lock().unwrap(); *g += 1; }
        *g += 1; //=
        tokio::time::sleep(Duration::from_millis(1)).await;
    });
    h.await.unwrap();
    println!("{}", m.lock().unwrap());
}
//# mutex_guard_in_fn
use std::sync::{Arc, Mutex};
async fn add(m: Arc<Mutex<u32>>) {
    let g = m.lock().unwrap(); //= let g = *m.lock().unwrap();
    tokio::task::yield_now().await;
    println!("{g}");
}
#[tokio::main]
async fn main() {
    let m = Arc::new(Mutex::new(0));
    tokio::spawn(add(m.clone())).await.unwrap();
}
//# guard_if_let
use std::sync::{Arc, Mutex};
async fn save(n: u32) { println!("{n}"); }
async fn run(m: Arc<Mutex<Option<u32>>>) {
    match *m.lock().unwrap() { //= let n = *m.lock().unwrap(); match n {
        Some(n) => save(n).await,
        None => {}
    }
}
#[tokio::main]
async fn main() {
    tokio::spawn(run(Arc::new(Mutex::new(Some(1))))).await.unwrap();
}
//# moved_async_move
#[tokio::main]
async fn main() {
    let s = String::from("a");
    let h = tokio::spawn(async move { //= let text = s.clone(); let h = tokio::spawn(async move { let s = text;
        println!("{s}");
    });
    println!("{s}");
    h.await.unwrap();
}
//# moved_async_loop
#[tokio::main]
async fn main() {
    let s = String::from("a");
    for _ in 0..2 { //= for _ in 0..2 { let s = s.clone();
        tokio::spawn(async move {
            println!("{s}");
        });
    }
}
//# moved_arc_loop
use std::sync::{Arc, Mutex};
#[tokio::main]
async fn main() {
    let m = Arc::new(Mutex::new(0));
    let mut hs = vec![];
    for _ in 0..2 { //= for _ in 0..2 { let m = Arc::clone(&m);
        hs.push(tokio::spawn(async move {
            *m.lock().unwrap() += 1;
        }));
    }
    for h in hs { h.await.unwrap(); }
}
//# moved_handles
#[tokio::main]
async fn main() {
    let hs = vec![tokio::spawn(async { 1 })];
    for h in hs { h.await.unwrap(); }
    println!("{}", hs.len()); //=
}
//# moved_join_handle
#[tokio::main]
async fn main() {
    let h = tokio::spawn(async { 1 });
    let r = h.await; //= let r = tokio::spawn(async { 2 }).await;
    h.abort();
    println!("{r:?}");
}
//# thread_handle_ref
use std::thread::{self, JoinHandle};
fn main() {
    let hs: Vec<JoinHandle<()>> = vec![thread::spawn(|| {})];
    for h in &hs { //= for h in hs {
        h.join().unwrap();
    }
}
//# box_dyn_no_send
use std::future::Future;
use std::pin::Pin;
fn make() -> Pin<Box<dyn Future<Output = u8>>> { Box::pin(async { 1 }) } //= fn make() -> Pin<Box<dyn Future<Output = u8> + Send>> { Box::pin(async { 1 }) }
#[tokio::main]
async fn main() {
    println!("{}", tokio::spawn(make()).await.unwrap());
}
//# box_dyn_send_holding_rc
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc; //= use std::sync::Arc as Rc;
fn make() -> Pin<Box<dyn Future<Output = u8> + Send>> {
    let r = Rc::new(1);
    Box::pin(async move { *r })
}
fn main() { println!("{}", futures::executor::block_on(make())); }
//# spawn_not_future
fn work() -> u8 { 1 } //= async fn work() -> u8 { 1 }
#[tokio::main]
async fn main() {
    tokio::spawn(work());
}
//# spawn_fn_item
async fn work() -> u8 { 1 }
#[tokio::main]
async fn main() {
    tokio::spawn(work); //= tokio::spawn(work());
}
//# spawn_closure
async fn work() -> u8 { 1 }
#[tokio::main]
async fn main() {
    tokio::spawn(|| work()); //= tokio::spawn(async { work().await });
}
//# spawn_blocking_future
#[tokio::main]
async fn main() {
    tokio::task::spawn_blocking(async { 1 }); //= tokio::task::spawn_blocking(|| 1);
}
//# thread_spawn_future
async fn work() -> u8 { 1 }
fn main() {
    std::thread::spawn(work()).join().unwrap(); //= std::thread::spawn(|| futures::executor::block_on(work())).join().unwrap();
}
//# block_on_not_future
fn work() -> u8 { 1 } //= async fn work() -> u8 { 1 }
fn main() {
    futures::executor::block_on(work());
}
//# block_on_fn
async fn work() -> u8 { 1 }
fn main() {
    futures::executor::block_on(work); //= futures::executor::block_on(work());
}
//# executor_vec_impl
use std::future::Future;
struct Exec { tasks: Vec<impl Future<Output = ()>> } //= struct Exec { tasks: Vec<std::pin::Pin<Box<dyn Future<Output = ()>>>> }
fn main() { let e = Exec { tasks: vec![] }; drop(e); }
//# executor_spawn_static
use std::future::Future;
use std::pin::Pin;
struct Exec { tasks: Vec<Pin<Box<dyn Future<Output = ()>>>> }
impl Exec {
    fn spawn(&mut self, f: impl Future<Output = ()>) { self.tasks.push(Box::pin(f)); } //= fn spawn(&mut self, f: impl Future<Output = ()> + 'static) { self.tasks.push(Box::pin(f)); }
}
fn main() { let mut e = Exec { tasks: vec![] }; e.spawn(async {}); }
//# executor_spawn_output
use std::future::Future;
use std::pin::Pin;
struct Exec { tasks: Vec<Pin<Box<dyn Future<Output = ()>>>> }
impl Exec {
    fn spawn(&mut self, f: impl Future<Output = ()> + 'static) { self.tasks.push(Box::pin(f)); }
}
fn main() { let mut e = Exec { tasks: vec![] }; e.spawn(async { 5 }); } //= fn main() { let mut e = Exec { tasks: vec![] }; e.spawn(async { println!("5"); }); }
//# rc_thread
use std::rc::Rc; //= use std::sync::Arc as Rc;
use std::thread;
fn main() {
    let r = Rc::new(1);
    thread::spawn(move || println!("{r}")).join().unwrap();
}
//# thread_borrow
use std::thread;
fn main() {
    let v = vec![1];
    let h = thread::spawn(|| println!("{v:?}")); //= let h = thread::spawn(move || println!("{v:?}"));
    h.join().unwrap();
}
//# thread_drop_borrowed
use std::thread;
fn main() {
    let v = vec![1];
    let h = thread::spawn(move || println!("{v:?}")); //= let w = v.clone(); let h = thread::spawn(move || println!("{w:?}"));
    drop(v);
    h.join().unwrap();
}
//# localset_send
use std::rc::Rc; //= use std::sync::Arc as Rc;
#[tokio::main]
async fn main() {
    let r = Rc::new(1);
    let local = tokio::task::LocalSet::new();
    local.run_until(async move { tokio::spawn(async move { println!("{r}") }).await.unwrap(); }).await;
}
//# async_thread
async fn st(a: &str) { std::thread::spawn(move || println!("{a}")); } //= async fn st(a: &'static str) { std::thread::spawn(move || println!("{a}")); }
fn main() { let _ = st("a"); }
//# async_nested
async fn st(a: &str) { let f = async { tokio::spawn(async move { println!("{a}"); }); }; f.await; } //= async fn st(a: &'static str) { let f = async { tokio::spawn(async move { println!("{a}"); }); }; f.await; }
fn main() { let _ = st("a"); }
//# async_generic
async fn sp<F: Future<Output = ()> + Send>(f: F) { tokio::spawn(f); } //= async fn sp<F: Future<Output = ()> + Send + 'static>(f: F) { tokio::spawn(f); }
fn main() { let _ = sp(async {}); }
