//! What follows from an error is not told beside it.
//# trait_as_a_result
use std::future::Future;
async fn run<F>(f: F) where F: Fn() -> Future<Output = u32> { println!("{}", f().await); } //= async fn run<F, R>(f: F) where F: Fn() -> R, R: Future<Output = u32> { println!("{}", f().await); }
fn main() { futures::executor::block_on(run(|| async { 1 })); }
//# selected_without_fuse
use futures::{FutureExt, pin_mut, select};
async fn a() -> u32 { 1 }
fn main() {
    futures::executor::block_on(async {
        let f = a(); //= let f = a().fuse(); pin_mut!(f);
        select! { n = f => println!("{n}") }
    });
}
