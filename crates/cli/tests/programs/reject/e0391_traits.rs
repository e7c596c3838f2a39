//! Each the supertrait of the other.

trait Walks: Runs {}
trait Runs: Walks {}

fn main() {
    let number: i32 = 1;
    println!("{number}");
}
