//! Formatting of the other built-in types.

use super::{Debug, Display, Formatter, Result, Write};

impl Display for bool {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad(if *self { "true" } else { "false" })
    }
}
impl Debug for bool {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad(if *self { "true" } else { "false" })
    }
}
impl Display for str {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad(self)
    }
}
impl Debug for str {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.buf.write_char('"')?;
        // What needs no escape is written in runs.
        let mut from = 0;
        for (at, c) in self.char_indices() {
            if c >= ' ' && c <= '~' && c != '"' && c != '\\' || c == '\'' {
                continue;
            }
            let escape = c.escape_debug_with(true, false, true);
            if escape.len() != 1 {
                f.buf.write_str(&self[from..at])?;
                for e in escape {
                    f.buf.write_char(e)?;
                }
                from = at + c.len_utf8();
            }
        }
        f.buf.write_str(&self[from..])?;
        f.buf.write_char('"')
    }
}
impl Display for char {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad(self.encode_utf8(&mut [0; 4]))
    }
}
impl Debug for char {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.buf.write_char('\'')?;
        for e in self.escape_debug_with(true, true, false) {
            f.buf.write_char(e)?;
        }
        f.buf.write_char('\'')
    }
}
impl Debug for ! {
    fn fmt(&self, _f: &mut Formatter<'_>) -> Result {
        *self
    }
}
impl Display for ! {
    fn fmt(&self, _f: &mut Formatter<'_>) -> Result {
        *self
    }
}
impl Debug for () {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad("()")
    }
}
impl<T: Debug> Debug for [T] {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
impl<T: Debug, const N: usize> Debug for [T; N] {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
macro_rules! fn_pointers {
    ($(($($arg:ident)*))*) => { $(
        impl<R, $($arg),*> Debug for fn($($arg),*) -> R {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                super::pointer(crate::intrinsics::transmute(*self), f)
            }
        }
        impl<R, $($arg),*> super::Pointer for fn($($arg),*) -> R {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                super::pointer(crate::intrinsics::transmute(*self), f)
            }
        }
    )* };
}
fn_pointers! { () (A) (A B) (A B C) (A B C D) }
