//! Recursion: nothing but calls, comparisons and additions.

fn fib(n: u64) -> u64 {
    if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
}

pub fn kernel() -> u64 {
    fib(27)
}
