//! Floating-point numbers as Rust prints and rounds them.

fn main() {
    let a = 0.1 + 0.2;
    println!("{a} {:?} {}", 1.0, 1e21);
    println!("{} {} {}", f64::MAX > 1e308, f64::NAN == f64::NAN, 1.0 / 0.0);
    println!("{} {} {} {}", 2.5f64.round(), (-2.5f64).floor(), 2.1f64.ceil(), 9f64.sqrt());
    println!("{} {}", 7 as f64 / 2.0, (10.9_f32) as u8);
    println!("{} {}", -1.5f64 as u8, 1e10 as i32);
    let mean = [1.0, 2.0, 4.5].iter().sum::<f64>() / 3.0;
    println!("{mean} {mean:.1}");
}
