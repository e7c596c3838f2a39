use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};
struct F;
impl Future for F {
    type Output = u32;
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<u32> {
        Poll::Ready(1)
    }
}
fn main() {}
