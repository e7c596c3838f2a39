//! Hints to the compiler and the processor.

use crate::intrinsics;

pub fn black_box<T>(dummy: T) -> T {
    intrinsics::black_box(dummy)
}
pub fn spin_loop() {
    intrinsics::thread_yield()
}
pub const unsafe fn unreachable_unchecked() -> ! {
    intrinsics::unreachable()
}
pub const unsafe fn assert_unchecked(cond: bool) {
    if !cond {
        intrinsics::unreachable()
    }
}
