//! An index out of bounds, found at run time.

fn main() {
    let numbers = vec![1, 2, 3];
    let mut i = 0;
    while i <= numbers.len() {
        println!("{}", numbers[i]);
        i += 1;
    }
}
