//! Numbers that their type cannot hold.

fn main() {
    let a: u8 = 256;
    let b: i8 = -129;
    let c: i8 = -128;
    let d = 3_000_000_000;
    let e = 0xFFi8;
    let f: f32 = 1e40;
    println!("{a} {b} {c} {d} {e} {f}");
}
