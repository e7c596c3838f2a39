//! `Duration`.

use crate::fmt;
use crate::iter::Sum;
use crate::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Sub, SubAssign};

const NANOS_PER_SEC: u32 = 1_000_000_000;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Duration {
    secs: u64,
    nanos: u32,
}
impl Duration {
    pub const SECOND: Duration = Duration { secs: 1, nanos: 0 };
    pub const ZERO: Duration = Duration { secs: 0, nanos: 0 };
    pub const MAX: Duration = Duration {
        secs: u64::MAX,
        nanos: 999_999_999,
    };

    pub const fn new(secs: u64, nanos: u32) -> Duration {
        if nanos < NANOS_PER_SEC {
            return Duration { secs, nanos };
        }
        match secs.checked_add((nanos / NANOS_PER_SEC) as u64) {
            Some(secs) => Duration {
                secs,
                nanos: nanos % NANOS_PER_SEC,
            },
            None => panic!("overflow in Duration::new"),
        }
    }
    pub const fn from_secs(secs: u64) -> Duration {
        Duration { secs, nanos: 0 }
    }
    pub const fn from_mins(mins: u64) -> Duration {
        Duration {
            secs: mins * 60,
            nanos: 0,
        }
    }
    pub const fn from_hours(hours: u64) -> Duration {
        Duration {
            secs: hours * 3600,
            nanos: 0,
        }
    }
    pub const fn from_millis(millis: u64) -> Duration {
        Duration {
            secs: millis / 1000,
            nanos: (millis % 1000) as u32 * 1_000_000,
        }
    }
    pub const fn from_micros(micros: u64) -> Duration {
        Duration {
            secs: micros / 1_000_000,
            nanos: (micros % 1_000_000) as u32 * 1000,
        }
    }
    pub const fn from_nanos(nanos: u64) -> Duration {
        Duration {
            secs: nanos / 1_000_000_000,
            nanos: (nanos % 1_000_000_000) as u32,
        }
    }
    pub const fn is_zero(&self) -> bool {
        self.secs == 0 && self.nanos == 0
    }
    pub const fn as_secs(&self) -> u64 {
        self.secs
    }
    pub const fn subsec_millis(&self) -> u32 {
        self.nanos / 1_000_000
    }
    pub const fn subsec_micros(&self) -> u32 {
        self.nanos / 1000
    }
    pub const fn subsec_nanos(&self) -> u32 {
        self.nanos
    }
    pub const fn as_millis(&self) -> u128 {
        self.secs as u128 * 1000 + (self.nanos / 1_000_000) as u128
    }
    pub const fn as_micros(&self) -> u128 {
        self.secs as u128 * 1_000_000 + (self.nanos / 1000) as u128
    }
    pub const fn as_nanos(&self) -> u128 {
        self.secs as u128 * 1_000_000_000 + self.nanos as u128
    }
    /// For the machine, whose clock counts nanoseconds in 64 bits.
    pub(crate) fn as_clock(&self) -> u64 {
        let nanos = self.as_nanos();
        if nanos >= u64::MAX as u128 {
            u64::MAX - 1
        } else {
            nanos as u64
        }
    }
    pub const fn abs_diff(self, other: Duration) -> Duration {
        match self.checked_sub(other) {
            Some(d) => d,
            None => other.saturating_sub(self),
        }
    }
    pub const fn checked_add(self, rhs: Duration) -> Option<Duration> {
        let Some(mut secs) = self.secs.checked_add(rhs.secs) else {
            return None;
        };
        let mut nanos = self.nanos + rhs.nanos;
        if nanos >= NANOS_PER_SEC {
            nanos -= NANOS_PER_SEC;
            match secs.checked_add(1) {
                Some(more) => secs = more,
                None => return None,
            }
        }
        Some(Duration { secs, nanos })
    }
    pub const fn saturating_add(self, rhs: Duration) -> Duration {
        match self.checked_add(rhs) {
            Some(d) => d,
            None => Duration::MAX,
        }
    }
    pub const fn checked_sub(self, rhs: Duration) -> Option<Duration> {
        let Some(secs) = self.secs.checked_sub(rhs.secs) else {
            return None;
        };
        if self.nanos >= rhs.nanos {
            return Some(Duration {
                secs,
                nanos: self.nanos - rhs.nanos,
            });
        }
        match secs.checked_sub(1) {
            Some(secs) => Some(Duration {
                secs,
                nanos: self.nanos + NANOS_PER_SEC - rhs.nanos,
            }),
            None => None,
        }
    }
    pub const fn saturating_sub(self, rhs: Duration) -> Duration {
        match self.checked_sub(rhs) {
            Some(d) => d,
            None => Duration::ZERO,
        }
    }
    pub const fn checked_mul(self, rhs: u32) -> Option<Duration> {
        let total = self.nanos as u64 * rhs as u64;
        match self.secs.checked_mul(rhs as u64) {
            Some(secs) => match secs.checked_add(total / 1_000_000_000) {
                Some(secs) => Some(Duration {
                    secs,
                    nanos: (total % 1_000_000_000) as u32,
                }),
                None => None,
            },
            None => None,
        }
    }
    pub const fn saturating_mul(self, rhs: u32) -> Duration {
        match self.checked_mul(rhs) {
            Some(d) => d,
            None => Duration::MAX,
        }
    }
    pub const fn checked_div(self, rhs: u32) -> Option<Duration> {
        if rhs == 0 {
            return None;
        }
        let by = rhs as u64;
        let rest = (self.secs % by) * 1_000_000_000 + self.nanos as u64;
        Some(Duration {
            secs: self.secs / by,
            nanos: (rest / by) as u32,
        })
    }
    pub fn as_secs_f64(&self) -> f64 {
        self.secs as f64 + self.nanos as f64 / 1e9
    }
    pub fn as_secs_f32(&self) -> f32 {
        self.secs as f32 + self.nanos as f32 / 1e9
    }
    pub fn as_millis_f64(&self) -> f64 {
        self.secs as f64 * 1e3 + self.nanos as f64 / 1e6
    }
    pub fn as_millis_f32(&self) -> f32 {
        self.secs as f32 * 1e3 + self.nanos as f32 / 1e6
    }
    pub fn from_secs_f64(secs: f64) -> Duration {
        match Duration::try_from_secs_f64(secs) {
            Ok(d) => d,
            Err(e) => panic!("{}", e),
        }
    }
    pub fn from_secs_f32(secs: f32) -> Duration {
        match Duration::try_from_secs_f32(secs) {
            Ok(d) => d,
            Err(e) => panic!("{}", e),
        }
    }
    /// Rounds to the nearest nanosecond, half to even, on the exact value of the float.
    pub fn try_from_secs_f64(secs: f64) -> Result<Duration, TryFromFloatSecsError> {
        if secs < 0.0 {
            return Err(TryFromFloatSecsError { negative: true });
        }
        if !(secs < 18446744073709551616.0) {
            return Err(TryFromFloatSecsError { negative: false });
        }
        let bits = secs.to_bits();
        if bits >> 52 == 0 {
            return Ok(Duration::ZERO);
        }
        let mantissa = (bits & 0xf_ffff_ffff_ffff | 0x10_0000_0000_0000) as u128;
        let exponent = (bits >> 52 & 0x7ff) as i32 - 1023 - 52;
        if exponent >= 0 {
            return Ok(Duration {
                secs: (mantissa << exponent) as u64,
                nanos: 0,
            });
        }
        let shift = (-exponent) as u32;
        // 53 bits of mantissa and 30 of the factor: from 84 bits on it is less than half a nanosecond.
        if shift > 84 {
            return Ok(Duration::ZERO);
        }
        let whole = if shift < 64 { mantissa >> shift } else { 0 };
        let scaled = (mantissa - (whole << shift)) * 1_000_000_000;
        let mut nanos = scaled >> shift;
        let rest = scaled - (nanos << shift);
        let half = 1u128 << (shift - 1);
        if rest > half || rest == half && nanos & 1 == 1 {
            nanos += 1;
        }
        let total = whole * 1_000_000_000 + nanos;
        if total / 1_000_000_000 > u64::MAX as u128 {
            return Err(TryFromFloatSecsError { negative: false });
        }
        Ok(Duration {
            secs: (total / 1_000_000_000) as u64,
            nanos: (total % 1_000_000_000) as u32,
        })
    }
    pub fn try_from_secs_f32(secs: f32) -> Result<Duration, TryFromFloatSecsError> {
        Duration::try_from_secs_f64(secs as f64)
    }
    pub fn mul_f64(self, rhs: f64) -> Duration {
        Duration::from_secs_f64(rhs * self.as_secs_f64())
    }
    pub fn mul_f32(self, rhs: f32) -> Duration {
        Duration::from_secs_f32(rhs * self.as_secs_f32())
    }
    pub fn div_f64(self, rhs: f64) -> Duration {
        Duration::from_secs_f64(self.as_secs_f64() / rhs)
    }
    pub fn div_f32(self, rhs: f32) -> Duration {
        Duration::from_secs_f32(self.as_secs_f32() / rhs)
    }
    pub fn div_duration_f32(self, rhs: Duration) -> f32 {
        self.as_nanos() as f32 / rhs.as_nanos() as f32
    }
    pub fn div_duration_f64(self, rhs: Duration) -> f64 {
        self.as_nanos() as f64 / rhs.as_nanos() as f64
    }
}

impl Add for Duration {
    type Output = Duration;
    fn add(self, rhs: Duration) -> Duration {
        self.checked_add(rhs).expect("overflow when adding durations")
    }
}
impl Sub for Duration {
    type Output = Duration;
    fn sub(self, rhs: Duration) -> Duration {
        self.checked_sub(rhs).expect("overflow when subtracting durations")
    }
}
impl Mul<u32> for Duration {
    type Output = Duration;
    fn mul(self, rhs: u32) -> Duration {
        self.checked_mul(rhs)
            .expect("overflow when multiplying duration by scalar")
    }
}
impl Mul<Duration> for u32 {
    type Output = Duration;
    fn mul(self, rhs: Duration) -> Duration {
        rhs * self
    }
}
impl Div<u32> for Duration {
    type Output = Duration;
    fn div(self, rhs: u32) -> Duration {
        self.checked_div(rhs)
            .expect("divide by zero error when dividing duration by scalar")
    }
}
impl AddAssign for Duration {
    fn add_assign(&mut self, rhs: Duration) {
        *self = *self + rhs;
    }
}
impl SubAssign for Duration {
    fn sub_assign(&mut self, rhs: Duration) {
        *self = *self - rhs;
    }
}
impl MulAssign<u32> for Duration {
    fn mul_assign(&mut self, rhs: u32) {
        *self = *self * rhs;
    }
}
impl DivAssign<u32> for Duration {
    fn div_assign(&mut self, rhs: u32) {
        *self = *self / rhs;
    }
}
impl Sum for Duration {
    fn sum<I: Iterator<Item = Duration>>(iter: I) -> Duration {
        iter.fold(Duration::ZERO, |a, b| a + b)
    }
}
impl<'a> Sum<&'a Duration> for Duration {
    fn sum<I: Iterator<Item = &'a Duration>>(iter: I) -> Duration {
        iter.fold(Duration::ZERO, |a, b| a + *b)
    }
}

impl fmt::Debug for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = if f.sign_plus() { "+" } else { "" };
        if self.secs > 0 {
            fmt_decimal(f, self.secs, self.nanos, NANOS_PER_SEC / 10, prefix, "s")
        } else if self.nanos >= 1_000_000 {
            fmt_decimal(
                f,
                (self.nanos / 1_000_000) as u64,
                self.nanos % 1_000_000,
                100_000,
                prefix,
                "ms",
            )
        } else if self.nanos >= 1000 {
            fmt_decimal(f, (self.nanos / 1000) as u64, self.nanos % 1000, 100, prefix, "µs")
        } else {
            fmt_decimal(f, self.nanos as u64, 0, 1, prefix, "ns")
        }
    }
}
/// `integer.fraction` with the fraction's first digit worth `divisor`, cut or rounded to the precision.
fn fmt_decimal(
    f: &mut fmt::Formatter<'_>,
    integer: u64,
    fraction: u32,
    divisor: u32,
    prefix: &str,
    postfix: &str,
) -> fmt::Result {
    let mut digits = String::new();
    let (mut fraction, mut divisor) = (fraction, divisor);
    let default = f.precision().unwrap_or(9);
    while fraction > 0 && digits.len() < default {
        digits.push((b'0' + (fraction / divisor) as u8) as char);
        fraction %= divisor;
        divisor /= 10;
    }
    let mut integer = integer as u128;
    // Half to even, as the real one rounds.
    if fraction > 0 && fraction >= divisor * 5 {
        let odd = match digits.as_bytes().last() {
            Some(d) => d % 2 == 1,
            None => integer % 2 == 1,
        };
        if fraction > divisor * 5 || odd {
            let mut rounded = digits.into_bytes();
            let mut carry = true;
            let mut at = rounded.len();
            while carry && at > 0 {
                at -= 1;
                carry = rounded[at] == b'9';
                rounded[at] = if carry { b'0' } else { rounded[at] + 1 };
            }
            if carry {
                integer += 1;
            }
            digits = unsafe { String::from_utf8_unchecked(rounded) };
        }
    }
    if let Some(precision) = f.precision() {
        while digits.len() < precision {
            digits.push('0');
        }
    }
    let mut out = String::from(prefix);
    out.push_str(&integer.to_string());
    if !digits.is_empty() {
        out.push('.');
        out.push_str(&digits);
    }
    out.push_str(postfix);
    // Padding counts characters, not bytes, and the precision is used up already.
    let missing = f.width().unwrap_or(0).saturating_sub(out.chars().count());
    let before = match f.align() {
        Some(fmt::Alignment::Right) => missing,
        Some(fmt::Alignment::Center) => missing / 2,
        _ => 0,
    };
    let fill = f.fill();
    for _ in 0..before {
        fmt::Write::write_char(f, fill)?;
    }
    f.write_str(&out)?;
    for _ in before..missing {
        fmt::Write::write_char(f, fill)?;
    }
    Ok(())
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TryFromFloatSecsError {
    negative: bool,
}
impl fmt::Display for TryFromFloatSecsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(if self.negative {
            "cannot convert float seconds to Duration: value is negative"
        } else {
            "cannot convert float seconds to Duration: value is either too big or NaN"
        })
    }
}
impl crate::error::Error for TryFromFloatSecsError {}
