//! Integer types: arithmetic, casts, bits, and the methods that do not overflow.

fn main() {
    let a: i32 = 7;
    let b = -3;
    println!("{} {} {} {} {}", a + b, a - b, a * b, a / b, a % b);
    println!("{} {} {}", i8::MAX, i64::MIN, u128::MAX);
    println!("{} {} {}", 300_i32 as u8, -1_i32 as u32, 3.99_f64 as i32);
    println!("{} {} {} {} {}", 0b1100 & 0b1010, 0b1100 | 0b1010, 0b1100 ^ 0b1010, !0u8, 1u64 << 40);
    println!("{} {}", -16 >> 2, 0xF0u8 >> 4);
    println!("{:?} {:?}", 250u8.checked_add(5), 250u8.checked_add(6));
    println!("{} {}", 250u8.wrapping_add(10), 250u8.saturating_add(10));
    println!("{:?}", i32::MAX.overflowing_add(1));
    println!("{} {} {}", 2i32.pow(10), (-7i32).rem_euclid(3), (-7i32).abs());
    println!("{} {}", 10.min(3), 10.max(3));
    let mut n = 1u64;
    n += 4;
    n *= 3;
    n -= 1;
    n /= 2;
    n <<= 3;
    n %= 50;
    println!("{n}");
    println!("{}", usize::BITS);
}
