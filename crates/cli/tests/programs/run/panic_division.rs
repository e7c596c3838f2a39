//! Division by zero.

fn ratio(a: i32, b: i32) -> i32 {
    a / b
}

fn main() {
    for divisor in [4, 2, 0, 1] {
        println!("{}", ratio(8, divisor));
    }
}
