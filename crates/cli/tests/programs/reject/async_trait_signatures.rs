trait Svc {
    async fn call(&self) -> u32;
}
struct S;
impl Svc for S {
    async fn call(&self, x: u8) -> u32 {
        1
    }
}
struct T;
impl Svc for T {
    async fn call(&mut self) -> u32 {
        1
    }
}
struct U;
impl Svc for U {
    async fn call(&self) -> u64 {
        1
    }
}
fn main() {}
