use futures::executor::block_on;
use futures::future::join;
async fn add(total: &mut i32) { *total += 1; }
async fn both() {
    let mut n = 0;
    let a = add(&mut n);
    let b = add(&mut n);
    join(a, b).await;
}
async fn later() {
    let mut v = vec![1];
    let f = async { v.push(2) };
    println!("{}", v.len());
    f.await;
}
fn make() -> impl Future<Output = usize> {
    let s = String::from("x");
    async { s.len() }
}
fn make2(s: &str) -> impl Future<Output = usize> {
    async move { s.len() }
}
fn dangling() {
    let fut;
    {
        let s = String::from("x");
        fut = make2(&s);
    }
    block_on(fut);
}
async fn scoped() -> usize {
    let r;
    {
        let s = String::from("x");
        r = &s;
    }
    r.len()
}
fn main() {
    block_on(both());
    block_on(later());
    block_on(make());
    dangling();
    block_on(scoped());
}
