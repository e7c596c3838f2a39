//! Constants and types that are defined by each other.

const X: u32 = Y + 1;
const Y: u32 = X + 1;

type Inner = Outer;
type Outer = Vec<Inner>;

fn main() {
    println!("{X}");
}
