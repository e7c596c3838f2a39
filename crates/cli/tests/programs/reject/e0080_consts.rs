//! Constants that cannot be evaluated, though nothing uses them.

const A: u32 = 1 - 2;
const B: [i32; 2] = [1, 2];
const C: i32 = B[5];
static D: u8 = 255 + 1;
const E: u32 = 1 / 0;
const F: u32 = 8 / 2;

fn main() {
    println!("{F}");
}
