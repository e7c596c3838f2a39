//! Variants that there are not, in patterns.

use std::task::Poll;

fn read(poll: Poll<i32>) -> i32 {
    match poll {
        Poll::Redy(n) => n,
        Poll::Pending => 0,
    }
}

fn main() {
    println!("{}", read(Poll::Ready(1)));
    match Some(1) {
        Option::Sum(v) => println!("{v}"),
        _ => {}
    }
}
