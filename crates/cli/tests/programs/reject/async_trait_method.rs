trait Svc {
    async fn call(&self) -> u32;
    fn other(&self) -> impl Future<Output = u32>;
}
struct S;
impl Svc for S {
    fn call(&self) -> u32 {
        1
    }
    async fn other(&self) -> String {
        String::new()
    }
}
fn main() {}
