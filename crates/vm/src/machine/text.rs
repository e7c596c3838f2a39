//! What the machine knows of numbers and characters as text: answers that come from the tables and algorithms of the
//! Rust it is itself written in.

/// `float_op`, by its number in [`bytecode::FLOAT_OPS`].
pub fn float_op(op: u32, a: f64, b: f64) -> Option<f64> {
    Some(match *bytecode::FLOAT_OPS.get(op as usize)? {
        "sqrt" => a.sqrt(),
        "floor" => a.floor(),
        "ceil" => a.ceil(),
        "round" => a.round(),
        "trunc" => a.trunc(),
        "abs" => a.abs(),
        "powf" => a.powf(b),
        "exp" => a.exp(),
        "ln" => a.ln(),
        "log10" => a.log10(),
        "log2" => a.log2(),
        "sin" => a.sin(),
        "cos" => a.cos(),
        "tan" => a.tan(),
        "asin" => a.asin(),
        "acos" => a.acos(),
        "atan" => a.atan(),
        "atan2" => a.atan2(b),
        "sinh" => a.sinh(),
        "cosh" => a.cosh(),
        "tanh" => a.tanh(),
        "hypot" => a.hypot(b),
        "cbrt" => a.cbrt(),
        "exp2" => a.exp2(),
        "exp_m1" => a.exp_m1(),
        "ln_1p" => a.ln_1p(),
        "round_ties_even" => a.round_ties_even(),
        // Takes only two operands: a * b, rounded once.
        "mul_add_unfused" => a * b,
        "rem" => a % b,
        "copysign" => a.copysign(b),
        "min" => a.min(b),
        "max" => a.max(b),
        _ => return None,
    })
}

/// Digits of a float as Rust prints them; `precision` below 0 is the shortest that reads back the same.
pub fn float_to_text(x: f64, single: bool, precision: i64, form: u32) -> String {
    /// More digits than any float has, so that no precision can fill the memory of the host.
    const MOST: usize = 2000;
    let exact = usize::try_from(precision)
        .ok()
        .map(|precision| precision.min(MOST));
    macro_rules! text {
        ($x:expr) => {
            match (form, exact) {
                (0, None) => format!("{}", $x),
                (0, Some(p)) => format!("{:.p$}", $x),
                (1, None) => format!("{:?}", $x),
                (1, Some(p)) => format!("{:.p$?}", $x),
                (2, None) => format!("{:e}", $x),
                (2, Some(p)) => format!("{:.p$e}", $x),
                (_, None) => format!("{:E}", $x),
                (_, Some(p)) => format!("{:.p$E}", $x),
            }
        };
    }
    if single { text!(x as f32) } else { text!(x) }
}

pub fn float_from_text(text: &[u8], single: bool) -> Option<f64> {
    let text = std::str::from_utf8(text).ok()?;
    if single {
        text.parse::<f32>().ok().map(f64::from)
    } else {
        text.parse().ok()
    }
}

/// `char_class`, by number.
pub fn char_class(c: u32, class: u32) -> bool {
    let Some(c) = char::from_u32(c) else {
        return false;
    };
    match class {
        0 => c.is_alphabetic(),
        1 => c.is_numeric(),
        2 => c.is_whitespace(),
        3 => c.is_uppercase(),
        4 => c.is_lowercase(),
        5 => c.is_control(),
        // `char::escape_debug` escapes as \u{…} what extends a grapheme and what is not printable; within a
        // string only the latter, which tells them apart.
        6 => escaped(c) && !escaped_inside(c),
        _ => !escaped_inside(c),
    }
}

fn escaped(c: char) -> bool {
    let mut text = c.escape_debug();
    text.next() == Some('\\') && text.next() == Some('u')
}

/// The same behind another character, where a grapheme extender is printed as it is.
fn escaped_inside(c: char) -> bool {
    let mut bytes = [b'a'; 5];
    let len = c.encode_utf8(&mut bytes[1..]).len();
    let Ok(text) = std::str::from_utf8(&bytes[..=len]) else {
        return true;
    };
    let mut escaped = text.escape_debug().skip(1);
    escaped.next() == Some('\\') && escaped.next() == Some('u')
}

/// Upper or lower case: up to three characters.
pub fn char_case(c: u32, upper: bool) -> Vec<u32> {
    match char::from_u32(c) {
        Some(c) if upper => c.to_uppercase().map(u32::from).collect(),
        Some(c) => c.to_lowercase().map(u32::from).collect(),
        None => vec![c],
    }
}

/// The first position of `needle`.
pub fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(0),
        [byte] => hay.iter().position(|b| b == byte),
        [first, ..] => {
            let last = hay.len().checked_sub(needle.len())?;
            (0..=last).find(|&at| hay[at] == *first && hay[at..].starts_with(needle))
        }
    }
}
