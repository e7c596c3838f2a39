//! Type parameters that hold no short references, in async functions that spawn.

use std::future::Future;
async fn one<F: Future<Output = ()> + Send + 'static>(serve: fn(u32) -> F) {
    tokio::spawn(serve(1)).await.unwrap();
}
async fn two<F>(serve: fn(u32) -> F) where F: Future<Output = ()> + Send + 'static {
    tokio::spawn(async move { println!("x") }).await.unwrap();
    let f = serve(1);
    f.await;
}
fn three<F: Future<Output = ()> + Send + 'static>(f: F) {
    tokio::spawn(f);
}
async fn four<F: Future<Output = ()> + Send + 'static>(f: F) {
    tokio::spawn(f).await.unwrap();
}
async fn five<T: Send + Clone + 'static>(t: T) {
    let x = t.clone();
    tokio::spawn(async move { drop(x) }).await.unwrap();
    std::thread::spawn(move || drop(t)).join().unwrap();
}
async fn hello(n: u32) { println!("{n}") }
#[tokio::main(flavor = "current_thread")]
async fn main() {
    one(hello).await;
    two(hello).await;
    three(hello(3));
    four(hello(4)).await;
    five(String::new()).await;
}
