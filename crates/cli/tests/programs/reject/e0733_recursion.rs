async fn foo(n: usize) {
    if n > 0 {
        foo(n - 1).await;
    }
}
async fn a() {
    b().await
}
async fn b() {
    a().await
}
async fn fib(n: u32) -> u32 {
    if n < 2 {
        n
    } else {
        fib(n - 1).await + fib(n - 2).await
    }
}
fn main() {}
