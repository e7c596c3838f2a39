//! `Future` and `Wake` implemented, boxed and stored, and what is left.
//# box_new_not_pin
use std::future::Future;
use std::pin::Pin;
fn make() -> Pin<Box<dyn Future<Output = u8>>> { Box::new(async { 1 }) } //= fn make() -> Pin<Box<dyn Future<Output = u8>>> { Box::pin(async { 1 }) }
fn main() { println!("{}", futures::executor::block_on(make())); }
//# box_await
use std::future::Future;
async fn run() {
    let f: Box<dyn Future<Output = u8>> = Box::new(async { 1 }); //= let f: std::pin::Pin<Box<dyn Future<Output = u8>>> = Box::pin(async { 1 });
    println!("{}", f.await);
}
fn main() { futures::executor::block_on(run()); }
//# recursion
async fn fib(n: u32) -> u32 {
    if n < 2 { n } else { fib(n - 1).await + fib(n - 2).await } //= if n < 2 { n } else { Box::pin(fib(n - 1)).await + Box::pin(fib(n - 2)).await }
}
fn main() { println!("{}", futures::executor::block_on(fib(5))); }
//# mutual_recursion
async fn even(n: u32) -> bool {
    if n == 0 { true } else { odd(n - 1).await } //= if n == 0 { true } else { Box::pin(odd(n - 1)).await }
}
async fn odd(n: u32) -> bool {
    if n == 0 { false } else { even(n - 1).await }
}
fn main() { println!("{}", futures::executor::block_on(even(5))); }
//# recursion_method
struct Tree { kids: Vec<Tree> }
impl Tree {
    async fn count(&self) -> usize {
        let mut n = 1;
        for k in &self.kids { n += k.count().await; } //= for k in &self.kids { n += Box::pin(k.count()).await; }
        n
    }
}
fn main() { println!("{}", futures::executor::block_on(Tree { kids: vec![] }.count())); }
//# dyn_async_trait
trait Fetch { async fn fetch(&self) -> u8; }
struct A;
impl Fetch for A { async fn fetch(&self) -> u8 { 1 } }
async fn run(f: &dyn Fetch) { //= async fn run(f: &impl Fetch) {
    println!("{}", f.fetch().await);
}
fn main() { futures::executor::block_on(run(&A)); }
//# dyn_async_trait_box
trait Fetch { async fn fetch(&self) -> u8; }
struct A;
impl Fetch for A { async fn fetch(&self) -> u8 { 1 } }
fn main() {
    let v: Vec<Box<dyn Fetch>> = vec![Box::new(A)]; //= let v: Vec<Box<A>> = vec![Box::new(A)];
    println!("{}", v.len());
}
//# poll_no_pin
use std::future::Future;
use std::task::{Context, Poll};
struct F;
impl Future for F {
    type Output = u8;
    fn poll(&mut self, _cx: &mut Context<'_>) -> Poll<u8> { Poll::Ready(1) } //= fn poll(self: std::pin::Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<u8> { Poll::Ready(1) }
}
fn main() { futures::executor::block_on(F); }
//# poll_ret
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
struct F;
impl Future for F {
    type Output = u8;
    fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<u8> { 1 } //= fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<u8> { Poll::Ready(1) }
}
fn main() { futures::executor::block_on(F); }
//# poll_output_missing
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
struct F;
impl Future for F { //= impl Future for F { type Output = u8;
    fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<u8> { Poll::Ready(1) }
}
fn main() { futures::executor::block_on(F); }
//# poll_output_other
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
struct F;
impl Future for F {
    type Output = String; //= type Output = u8;
    fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<u8> { Poll::Ready(1) }
}
fn main() { futures::executor::block_on(F); }
//# poll_inner_not_pinned
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
struct W<F> { inner: F }
impl<F: Future> Future for W<F> { //= impl<F: Future + Unpin> Future for W<F> {
    type Output = F::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> { //= fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.inner.poll(cx) //= Pin::new(&mut self.inner).poll(cx)
    }
}
fn main() { futures::executor::block_on(W { inner: async {} }); } //= fn main() { futures::executor::block_on(W { inner: Box::pin(async {}) }); }
//# poll_inner_pin_new
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
struct W<F> { inner: F }
impl<F: Future> Future for W<F> { //= impl<F: Future + Unpin> Future for W<F> {
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        Pin::new(&mut self.inner).poll(cx)
    }
}
fn main() { futures::executor::block_on(W { inner: async {} }); } //= fn main() { futures::executor::block_on(W { inner: Box::pin(async {}) }); }
//# poll_match_missing
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
struct W { inner: Pin<Box<dyn Future<Output = u8>>> }
impl Future for W {
    type Output = u8;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u8> {
        match self.inner.as_mut().poll(cx) {
            Poll::Ready(n) => Poll::Ready(n), //= Poll::Ready(n) => Poll::Ready(n), Poll::Pending => Poll::Pending,
        }
    }
}
fn main() { futures::executor::block_on(W { inner: Box::pin(async { 1 }) }); }
//# poll_waker_not_ref
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
struct W { waker: Option<Waker> }
impl Future for W {
    type Output = u8;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u8> {
        self.waker = Some(cx.waker()); //= self.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}
fn main() { let _ = W { waker: None }; }
//# poll_self_not_mut
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
struct W { n: u8 }
impl Future for W {
    type Output = u8;
    fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<u8> { //= fn poll(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<u8> {
        self.n += 1;
        Poll::Ready(self.n)
    }
}
fn main() { futures::executor::block_on(W { n: 0 }); }
//# wake_no_arc
use std::task::{Wake, Waker};
use std::sync::Arc;
struct W;
impl Wake for W { fn wake(&self) {} } //= impl Wake for W { fn wake(self: Arc<Self>) {} }
fn main() { let _: Waker = Arc::new(W).into(); }
//# wake_missing
use std::task::{Wake, Waker};
use std::sync::Arc;
struct W;
impl Wake for W { } //= impl Wake for W { fn wake(self: Arc<Self>) {} }
fn main() { let _: Waker = Arc::new(W).into(); }
//# wake_rc
use std::task::{Wake, Waker};
use std::sync::Arc;
use std::rc::Rc; //= use std::sync::Arc as Rc;
struct W(Rc<u8>);
impl Wake for W { fn wake(self: Arc<Self>) {} }
fn main() { let _: Waker = Arc::new(W(Rc::new(1))).into(); }
//# not_mut
async fn add(v: &mut Vec<u8>) { v.push(1); }
async fn run() {
    let v = vec![]; //= let mut v = vec![];
    add(&mut v).await;
}
fn main() { futures::executor::block_on(run()); }
//# param_not_mut
async fn add(v: &Vec<u8>) { v.push(1); } //= async fn add(v: &mut Vec<u8>) { v.push(1); }
fn main() { futures::executor::block_on(add(&vec![])); } //= fn main() { futures::executor::block_on(add(&mut vec![])); }
//# assign_twice
async fn run() {
    let n = 1; //= let mut n = 1;
    println!("{n}");
    n = 2;
    println!("{n}");
}
fn main() { futures::executor::block_on(run()); }
