//! Methods of traits that return `impl Trait`, implemented by async functions, blocks and named futures.

use futures::executor::block_on;
use std::future::Future;
struct A(u32);
trait Source {
    fn get(&self) -> impl Future<Output = u32>;
    fn twice(&self) -> impl Future<Output = u32> {
        async { self.get().await * 2 }
    }
}
impl Source for A {
    fn get(&self) -> impl Future<Output = u32> {
        async move { self.0 }
    }
}
struct B;
impl Source for B {
    async fn get(&self) -> u32 {
        9
    }
}
struct C;
impl Source for C {
    fn get(&self) -> std::future::Ready<u32> {
        std::future::ready(5)
    }
}
async fn go<T: Source>(t: T) -> u32 {
    t.get().await + t.twice().await
}
fn main() {
    println!("{:?}", block_on(A(1).get()));
    println!("{:?}", block_on(go(A(3))));
    println!("{:?}", block_on(go(B)));
    println!("{:?}", block_on(go(C)));
}
