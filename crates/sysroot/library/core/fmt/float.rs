//! Floats. The digits come from the machine; sign and padding are done here.

use super::{Debug, Display, Formatter, LowerExp, Result, UpperExp};
use crate::intrinsics;

fn fmt_float(x: f64, single: bool, form: u32, f: &mut Formatter<'_>) -> Result {
    let precision = match f.precision() {
        Some(p) => p as i64,
        None => -1,
    };
    // The longest text without a precision: 309 digits before the point, or some 340 after it.
    let capacity = if precision < 0 { 400 } else { 400 + precision as usize };
    let out = intrinsics::heap_alloc(capacity, 1);
    let len = intrinsics::float_to_text(x, single, precision, form, out, capacity);
    let text: &str = unsafe { &*intrinsics::str_from_raw(out, len) };
    let result = if text.starts_with('-') {
        f.pad_number("-", "", &text[1..])
    } else if f.sign_plus() && x == x {
        f.pad_number("+", "", text)
    } else {
        f.pad_number("", "", text)
    };
    intrinsics::heap_dealloc(out, capacity, 1);
    result
}

macro_rules! floats {
    ($($t:ident $single:literal;)*) => { $(
        impl Display for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { fmt_float(*self as f64, $single, 0, f) }
        }
        impl Debug for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { fmt_float(*self as f64, $single, 1, f) }
        }
        impl LowerExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { fmt_float(*self as f64, $single, 2, f) }
        }
        impl UpperExp for $t {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { fmt_float(*self as f64, $single, 3, f) }
        }
    )* };
}
floats! { f32 true; f64 false; }
