async fn ok(n: u32) -> u32 {
    if n == 0 {
        0
    } else {
        Box::pin(ok(n - 1)).await + 1
    }
}
fn ok2(n: u32) -> std::pin::Pin<Box<dyn Future<Output = u32>>> {
    Box::pin(async move { if n == 0 { 0 } else { ok2(n - 1).await } })
}
async fn a(n: u32) {
    if n > 0 {
        b(n).await
    }
}
async fn b(n: u32) {
    c(n).await
}
async fn c(n: u32) {
    a(n - 1).await
}
struct S;
impl S {
    pub async fn walk(&self, n: u32) {
        if n > 0 {
            self.walk(n - 1).await;
        }
    }
}
fn main() {}
