use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};
fn raw() -> RawWaker {
    static V: RawWakerVTable = RawWakerVTable::new(|_| raw(), |_| {}, |_| {}, |_| {});
    RawWaker::new(std::ptr::null(), V)
}
fn main() {
    let w = Waker::from_raw(raw());
    let mut cx = Context::from_waker(&w);
    let mut f = async { 1 };
    f.poll(&mut cx);
    match Poll::Ready(1) {
        Poll::Ready(x) => {}
    }
}
