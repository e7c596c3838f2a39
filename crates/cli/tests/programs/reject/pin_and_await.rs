use std::pin::{Pin, pin};
async fn a() -> u32 {
    1
}
async fn run() {
    let f = a();
    let p = Pin::new(&mut f);
    p.await;
    let q = pin!(a());
    q.await + "x";
    let mut b = Box::pin(a());
    b.await;
    b.as_mut().await;
}
fn main() {}
