//! What a trait says, and does not say, of the futures that its methods return.
//# spawned_where_the_trait_is_silent
trait Service { async fn call(&self) -> u32; } //= trait Service { fn call(&self) -> impl Future<Output = u32> + Send; }
struct S;
impl Service for S { async fn call(&self) -> u32 { 1 } }
fn go<T: Service + Send + Sync + 'static>(t: T) {
    tokio::spawn(async move { println!("{}", t.call().await) });
}
#[tokio::main]
async fn main() { go(S); }
//# through_a_generic_async_fn
trait Run { async fn run(&mut self); } //= trait Run { fn run(&mut self) -> impl Future<Output = ()> + Send; }
struct S;
impl Run for S { async fn run(&mut self) {} }
async fn all<R: Run>(mut r: R) { r.run().await }
fn start<R: Run + Send + 'static>(r: R) { tokio::spawn(all(r)); }
#[tokio::main]
async fn main() { start(S); }
//# passed_on
trait Run { async fn run() -> u32; } //= trait Run { fn run() -> impl Future<Output = u32> + Send; }
struct S;
impl Run for S { async fn run() -> u32 { 1 } }
fn sent<T: Send>(_: T) {}
fn start<R: Run>() { sent(R::run()); }
fn main() { start::<S>(); }
//# promised_and_not_kept
trait Service { fn call(&self, n: u32) -> impl Future<Output = u32> + Send; }
struct S;
impl Service for S {
    async fn call(&self, n: u32) -> u32 {
        let c = std::rc::Rc::new(n); //= let c = std::sync::Arc::new(n);
        tokio::task::yield_now().await;
        *c
    }
}
fn main() { drop(S.call(1)); }
//# promised_for_any_argument
trait Echo<T> { fn echo(&self, n: T) -> impl Future<Output = T> + Send; }
struct S;
impl<T> Echo<T> for S { //= impl<T: Send> Echo<T> for S {
    async fn echo(&self, n: T) -> T {
        tokio::task::yield_now().await;
        n
    }
}
fn main() { drop(S.echo(1)); }
