//! Integers in all bases.

use super::{Binary, Debug, Display, Formatter, LowerExp, LowerHex, Octal, Result, UpperExp, UpperHex, flag};
use crate::intrinsics;

/// Writes the digits of `n` at the end of `buffer` and returns where they begin. The loop is in `u64` as long
/// as the number fits, which is nearly always.
fn decimal(n: u128, buffer: &mut [u8; 40]) -> usize {
    let out = buffer as *mut [u8; 40] as *mut u8;
    let mut at = 40;
    let mut wide = n;
    while wide > 0xffff_ffff_ffff_ffff {
        at -= 1;
        intrinsics::raw_write(intrinsics::ptr_offset_mut(out, at), b'0' + (wide % 10) as u8);
        wide /= 10;
    }
    let mut n = wide as u64;
    loop {
        at -= 1;
        intrinsics::raw_write(intrinsics::ptr_offset_mut(out, at), b'0' + (n % 10) as u8);
        n /= 10;
        if n == 0 {
            return at as usize;
        }
    }
}
fn text(buffer: &[u8; 40], at: usize) -> &str {
    let start = intrinsics::ptr_offset(buffer as *const [u8; 40] as *const u8, at as isize);
    unsafe { &*intrinsics::str_from_raw(start, 40 - at) }
}
fn fmt_decimal(magnitude: u128, nonnegative: bool, f: &mut Formatter<'_>) -> Result {
    let mut buffer: [u8; 40] = intrinsics::uninit();
    let mut at = decimal(magnitude, &mut buffer);
    if f.options.flags & (flag::WIDTH | flag::PLUS) == 0 {
        if !nonnegative {
            at -= 1;
            buffer[at] = b'-';
        }
        return f.buf.write_str(text(&buffer, at));
    }
    f.pad_integral(nonnegative, "", text(&buffer, at))
}
/// `shift` is the number of bits of a digit.
fn fmt_radix(value: u128, shift: u32, upper: bool, prefix: &str, f: &mut Formatter<'_>) -> Result {
    let mut buffer: [u8; 128] = intrinsics::uninit();
    let mut at = 128usize;
    let mut n = value;
    let mask = (1u128 << shift) - 1;
    loop {
        at -= 1;
        let digit = (n & mask) as u8;
        buffer[at] = if digit < 10 {
            b'0' + digit
        } else if upper {
            b'A' + digit - 10
        } else {
            b'a' + digit - 10
        };
        n >>= shift;
        if n == 0 {
            break;
        }
    }
    let digits = unsafe { crate::str::from_utf8_unchecked(&buffer[at..]) };
    f.pad_integral(true, prefix, digits)
}
/// `1.5e3`: the digits without trailing zeros, rounded half to even at the precision.
fn fmt_exp(magnitude: u128, nonnegative: bool, upper: bool, f: &mut Formatter<'_>) -> Result {
    let mut n = magnitude;
    let mut exponent = 0u32;
    while n % 10 == 0 && n >= 10 {
        n /= 10;
        exponent += 1;
    }
    let mut added = 0;
    if let Some(precision) = f.precision() {
        let mut digits = 0;
        let mut rest = n;
        while rest >= 10 {
            rest /= 10;
            digits += 1;
        }
        added = precision.saturating_sub(digits);
        let mut cut = digits.saturating_sub(precision);
        let mut sticky = false;
        while cut > 1 {
            sticky |= n % 10 != 0;
            n /= 10;
            exponent += 1;
            cut -= 1;
        }
        if cut == 1 {
            let last = n % 10;
            n /= 10;
            exponent += 1;
            if last > 5 || (last == 5 && (sticky || n % 2 == 1)) {
                n += 1;
                let mut limit = 1u128;
                for _ in 0..precision + 1 {
                    limit *= 10;
                }
                if n == limit {
                    n /= 10;
                    exponent += 1;
                }
            }
        }
    }
    let mut buffer: [u8; 40] = intrinsics::uninit();
    let at = decimal(n, &mut buffer);
    let digits = text(&buffer, at);
    exponent += digits.len() as u32 - 1;
    let mut out = String::from(&digits[..1]);
    if digits.len() > 1 || added > 0 {
        out.push('.');
        out.push_str(&digits[1..]);
    }
    for _ in 0..added {
        out.push('0');
    }
    out.push(if upper { 'E' } else { 'e' });
    let mut buffer: [u8; 40] = intrinsics::uninit();
    let at = decimal(exponent as u128, &mut buffer);
    out.push_str(text(&buffer, at));
    let sign = if !nonnegative {
        "-"
    } else if f.sign_plus() {
        "+"
    } else {
        ""
    };
    f.pad_number(sign, "", &out)
}

macro_rules! integers {
    ($($t:ident $unsigned:ident $magnitude:ident;)*) => { $(
        impl Display for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let (n, nonnegative) = $magnitude!(*self, $unsigned);
                fmt_decimal(n, nonnegative, f)
            }
        }
        impl Debug for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                if f.options.flags & flag::DEBUG_LOWER_HEX != 0 {
                    LowerHex::fmt(self, f)
                } else if f.options.flags & flag::DEBUG_UPPER_HEX != 0 {
                    UpperHex::fmt(self, f)
                } else {
                    let (n, nonnegative) = $magnitude!(*self, $unsigned);
                    fmt_decimal(n, nonnegative, f)
                }
            }
        }
        impl Binary for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                fmt_radix(*self as $unsigned as u128, 1, false, "0b", f)
            }
        }
        impl Octal for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                fmt_radix(*self as $unsigned as u128, 3, false, "0o", f)
            }
        }
        impl LowerHex for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                fmt_radix(*self as $unsigned as u128, 4, false, "0x", f)
            }
        }
        impl UpperHex for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                fmt_radix(*self as $unsigned as u128, 4, true, "0x", f)
            }
        }
        impl LowerExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let (n, nonnegative) = $magnitude!(*self, $unsigned);
                fmt_exp(n, nonnegative, false, f)
            }
        }
        impl UpperExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                let (n, nonnegative) = $magnitude!(*self, $unsigned);
                fmt_exp(n, nonnegative, true, f)
            }
        }
    )* };
}
macro_rules! signed {
    ($n:expr, $unsigned:ident) => {{
        let n = $n;
        if n < 0 {
            (intrinsics::wrapping_sub(0 as $unsigned, n as $unsigned) as u128, false)
        } else {
            (n as u128, true)
        }
    }};
}
macro_rules! unsigned {
    ($n:expr, $unsigned:ident) => {
        ($n as u128, true)
    };
}
integers! {
    i8 u8 signed; i16 u16 signed; i32 u32 signed; i64 u64 signed; i128 u128 signed; isize usize signed;
    u8 u8 unsigned; u16 u16 unsigned; u32 u32 unsigned; u64 u64 unsigned; u128 u128 unsigned; usize usize unsigned;
}
