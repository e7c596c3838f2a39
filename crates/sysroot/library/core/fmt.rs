//! Formatting: what `format_args!` becomes, the traits behind the placeholders, and `Formatter`.

mod builders;
mod float;
mod impls;
mod num;

use crate::intrinsics;
pub use builders::{DebugList, DebugMap, DebugSet, DebugStruct, DebugTuple, FromFn, from_fn};
pub use pollscope_macros::Debug;

pub type Result = crate::result::Result<(), Error>;

#[derive(Copy, Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Error;
impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.pad("an error occurred when formatting an argument")
    }
}
impl crate::error::Error for Error {}

pub trait Write {
    fn write_str(&mut self, s: &str) -> Result;
    fn write_char(&mut self, c: char) -> Result {
        self.write_str(c.encode_utf8(&mut [0; 4]))
    }
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result {
        // A reference to the reference, because `Self` may be unsized and so cannot become a `dyn Write`.
        let mut this = self;
        write(&mut this, args)
    }
}
impl<W: Write + ?Sized> Write for &mut W {
    fn write_str(&mut self, s: &str) -> Result {
        (**self).write_str(s)
    }
    fn write_char(&mut self, c: char) -> Result {
        (**self).write_char(c)
    }
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result {
        (**self).write_fmt(args)
    }
}

macro_rules! traits {
    ($($Trait:ident)*) => { $(
        pub trait $Trait {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result;
        }
        impl<T: ?Sized + $Trait> $Trait for &T {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { $Trait::fmt(&**self, f) }
        }
        impl<T: ?Sized + $Trait> $Trait for &mut T {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result { $Trait::fmt(&**self, f) }
        }
    )* };
}
traits! { Display Debug Binary Octal LowerHex UpperHex LowerExp UpperExp }
pub trait Pointer {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
impl<T: ?Sized> Pointer for &T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        pointer((*self as *const T).addr(), f)
    }
}
impl<T: ?Sized> Pointer for &mut T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        pointer((&**self as *const T).addr(), f)
    }
}
/// An address, as `{:p}` shows it.
pub(crate) fn pointer(addr: usize, f: &mut Formatter<'_>) -> Result {
    let saved = f.options;
    if f.alternate() {
        f.options.flags |= flag::ZERO_PAD;
        if saved.flags & flag::WIDTH == 0 {
            f.options.flags |= flag::WIDTH;
            f.options.width = 18;
        }
    }
    f.options.flags |= flag::ALTERNATE;
    let result = LowerHex::fmt(&addr, f);
    f.options = saved;
    result
}

/// One argument: the value's address and the function that formats it, both without their type.
#[lang = "format_argument"]
#[derive(Copy, Clone)]
pub struct Argument<'a> {
    value: &'a (),
    fmt: fn(&(), &mut Formatter<'_>) -> Result,
}
macro_rules! arguments {
    ($($new:ident $Trait:ident;)*) => { $(
        pub fn $new<T: $Trait>(x: &'a T) -> Argument<'a> {
            Argument {
                value: intrinsics::transmute(x),
                fmt: intrinsics::transmute(<T as $Trait>::fmt as fn(&T, &mut Formatter<'_>) -> Result),
            }
        }
    )* };
}
impl<'a> Argument<'a> {
    arguments! {
        new_display Display; new_debug Debug; new_binary Binary; new_octal Octal; new_pointer Pointer;
        new_lower_hex LowerHex; new_upper_hex UpperHex; new_lower_exp LowerExp; new_upper_exp UpperExp;
    }
    /// A width or precision given as an argument (`{:1$}`); only its value is used.
    pub fn from_usize(x: &'a usize) -> Argument<'a> {
        Argument::new_display(x)
    }
    fn as_count(&self) -> u16 {
        let count: &usize = intrinsics::transmute(self.value);
        if *count > 65535 {
            panic!("Formatting argument out of range");
        }
        *count as u16
    }
}

/// A format string with its arguments: rustc's template bytes, or a plain text when `literal`.
#[lang = "format_arguments"]
#[derive(Copy, Clone)]
pub struct Arguments<'a> {
    template: &'a [u8],
    args: &'a [Argument<'a>],
    literal: bool,
}
impl<'a> Arguments<'a> {
    pub unsafe fn new<const N: usize, const M: usize>(
        template: &'a [u8; N],
        args: &'a [Argument<'a>; M],
    ) -> Arguments<'a> {
        Arguments {
            template,
            args,
            literal: false,
        }
    }
    pub const fn from_str(s: &'static str) -> Arguments<'a> {
        Arguments {
            template: s.as_bytes(),
            args: &[],
            literal: true,
        }
    }
    /// How many different arguments it formats.
    pub(crate) fn count(&self) -> usize {
        self.args.len()
    }
    pub const fn as_str(&self) -> Option<&'static str> {
        if self.literal {
            Some(intrinsics::transmute(self.template))
        } else {
            None
        }
    }
}
impl Debug for Arguments<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write(f.buf, *self)
    }
}
impl Display for Arguments<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write(f.buf, *self)
    }
}

/// The bits of `FormattingOptions::flags`; the lowest 21 hold the fill character.
pub(crate) mod flag {
    pub const FILL: u32 = 0x1f_ffff;
    pub const PLUS: u32 = 1 << 21;
    pub const MINUS: u32 = 1 << 22;
    pub const ALTERNATE: u32 = 1 << 23;
    pub const ZERO_PAD: u32 = 1 << 24;
    pub const DEBUG_LOWER_HEX: u32 = 1 << 25;
    pub const DEBUG_UPPER_HEX: u32 = 1 << 26;
    pub const WIDTH: u32 = 1 << 27;
    pub const PRECISION: u32 = 1 << 28;
    pub const ALIGN_SHIFT: u32 = 29;
    pub const DEFAULT: u32 = 0x6000_0020;
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct FormattingOptions {
    pub(crate) flags: u32,
    pub(crate) width: u16,
    pub(crate) precision: u16,
}
impl FormattingOptions {
    pub const fn new() -> Self {
        FormattingOptions {
            flags: flag::DEFAULT,
            width: 0,
            precision: 0,
        }
    }
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Alignment {
    Left,
    Right,
    Center,
}

/// Writes `args` to `output`, piece by piece.
pub fn write(output: &mut dyn Write, args: Arguments<'_>) -> Result {
    if args.literal {
        return output.write_str(intrinsics::transmute(args.template));
    }
    let mut f = Formatter {
        options: FormattingOptions::new(),
        buf: output,
    };
    let mut at = args.template.as_ptr();
    let mut next = 0usize;
    loop {
        let byte = take_u8(&mut at);
        if byte == 0 {
            return Ok(());
        }
        if byte <= 0x80 {
            let len = if byte == 0x80 {
                take_u16(&mut at) as usize
            } else {
                byte as usize
            };
            let text = intrinsics::str_from_raw(at, len);
            f.buf.write_str(unsafe { &*text })?;
            at = intrinsics::ptr_offset(at, len as isize);
            continue;
        }
        f.options = FormattingOptions::new();
        if byte & 1 != 0 {
            let low = take_u16(&mut at) as u32;
            f.options.flags = low | (take_u16(&mut at) as u32) << 16;
            if byte & 2 != 0 {
                let n = take_u16(&mut at);
                f.options.width = if byte & 16 != 0 {
                    args.args[n as usize].as_count()
                } else {
                    n
                };
            }
            if byte & 4 != 0 {
                let n = take_u16(&mut at);
                f.options.precision = if byte & 32 != 0 {
                    args.args[n as usize].as_count()
                } else {
                    n
                };
            }
        }
        if byte & 8 != 0 {
            next = take_u16(&mut at) as usize;
        }
        let arg = &args.args[next];
        next += 1;
        (arg.fmt)(arg.value, &mut f)?;
    }
}
fn take_u8(at: &mut *const u8) -> u8 {
    let byte = intrinsics::raw_read(*at);
    *at = intrinsics::ptr_offset(*at, 1);
    byte
}
fn take_u16(at: &mut *const u8) -> u16 {
    let low = take_u8(at) as u16;
    low | (take_u8(at) as u16) << 8
}

pub fn format(args: Arguments<'_>) -> String {
    let mut out = String::new();
    if write(&mut out, args).is_err() {
        panic!("a formatting trait implementation returned an error when the underlying stream did not");
    }
    out
}

pub struct Formatter<'a> {
    pub(crate) options: FormattingOptions,
    pub(crate) buf: &'a mut (dyn Write + 'a),
}

impl<'a> Formatter<'a> {
    pub fn new(buf: &'a mut (dyn Write + 'a), options: FormattingOptions) -> Formatter<'a> {
        Formatter { options, buf }
    }
    /// Writes a text as strings are written: cut at the precision, filled to the width.
    pub fn pad(&mut self, s: &str) -> Result {
        if self.options.flags & (flag::WIDTH | flag::PRECISION) == 0 {
            return self.buf.write_str(s);
        }
        let mut s = s;
        if self.options.flags & flag::PRECISION != 0 {
            let max = self.options.precision as usize;
            let mut count = 0;
            for (at, _) in s.char_indices() {
                if count == max {
                    s = unsafe { s.get_unchecked(0..at) };
                    break;
                }
                count += 1;
            }
        }
        self.padded(s.chars().count(), Alignment::Left, |f| f.buf.write_str(s))
    }
    /// Writes a whole number's digits with sign and prefix, as all integers are written.
    pub fn pad_integral(&mut self, is_nonnegative: bool, prefix: &str, digits: &str) -> Result {
        let sign = if !is_nonnegative {
            "-"
        } else if self.sign_plus() {
            "+"
        } else {
            ""
        };
        self.pad_number(sign, if self.alternate() { prefix } else { "" }, digits)
    }
    pub(crate) fn pad_number(&mut self, sign: &str, prefix: &str, digits: &str) -> Result {
        if self.options.flags & flag::WIDTH == 0 {
            if sign.len() != 0 {
                self.buf.write_str(sign)?;
            }
            if prefix.len() != 0 {
                self.buf.write_str(prefix)?;
            }
            return self.buf.write_str(digits);
        }
        let len = sign.len() + prefix.len() + digits.len();
        if self.sign_aware_zero_pad() {
            self.buf.write_str(sign)?;
            self.buf.write_str(prefix)?;
            let mut n = len;
            while n < self.options.width as usize {
                self.buf.write_str("0")?;
                n += 1;
            }
            return self.buf.write_str(digits);
        }
        self.padded(len, Alignment::Right, |f| {
            f.buf.write_str(sign)?;
            f.buf.write_str(prefix)?;
            f.buf.write_str(digits)
        })
    }
    fn padded(&mut self, len: usize, default: Alignment, content: impl FnOnce(&mut Self) -> Result) -> Result {
        let missing = (self.options.width as usize).saturating_sub(len);
        if missing == 0 {
            return content(self);
        }
        let before = match self.align().unwrap_or(default) {
            Alignment::Left => 0,
            Alignment::Right => missing,
            Alignment::Center => missing / 2,
        };
        let fill = self.fill();
        for _ in 0..before {
            self.buf.write_char(fill)?;
        }
        content(self)?;
        for _ in before..missing {
            self.buf.write_char(fill)?;
        }
        Ok(())
    }
    pub fn write_str(&mut self, data: &str) -> Result {
        self.buf.write_str(data)
    }
    pub fn write_fmt(&mut self, args: Arguments<'_>) -> Result {
        write(self.buf, args)
    }
    pub fn options(&self) -> FormattingOptions {
        self.options
    }
    pub fn fill(&self) -> char {
        intrinsics::transmute(self.options.flags & flag::FILL)
    }
    pub fn align(&self) -> Option<Alignment> {
        match self.options.flags >> flag::ALIGN_SHIFT & 3 {
            0 => Some(Alignment::Left),
            1 => Some(Alignment::Right),
            2 => Some(Alignment::Center),
            _ => None,
        }
    }
    pub fn width(&self) -> Option<usize> {
        if self.options.flags & flag::WIDTH == 0 {
            None
        } else {
            Some(self.options.width as usize)
        }
    }
    pub fn precision(&self) -> Option<usize> {
        if self.options.flags & flag::PRECISION == 0 {
            None
        } else {
            Some(self.options.precision as usize)
        }
    }
    pub fn sign_plus(&self) -> bool {
        self.options.flags & flag::PLUS != 0
    }
    pub fn sign_minus(&self) -> bool {
        self.options.flags & flag::MINUS != 0
    }
    pub fn alternate(&self) -> bool {
        self.options.flags & flag::ALTERNATE != 0
    }
    pub fn sign_aware_zero_pad(&self) -> bool {
        self.options.flags & flag::ZERO_PAD != 0
    }
    pub fn debug_struct<'b>(&'b mut self, name: &str) -> DebugStruct<'b, 'a> {
        builders::debug_struct(self, name)
    }
    pub fn debug_tuple<'b>(&'b mut self, name: &str) -> DebugTuple<'b, 'a> {
        builders::debug_tuple(self, name)
    }
    pub fn debug_list<'b>(&'b mut self) -> DebugList<'b, 'a> {
        builders::debug_list(self)
    }
    pub fn debug_set<'b>(&'b mut self) -> DebugSet<'b, 'a> {
        builders::debug_set(self)
    }
    pub fn debug_map<'b>(&'b mut self) -> DebugMap<'b, 'a> {
        builders::debug_map(self)
    }
}
impl Write for Formatter<'_> {
    fn write_str(&mut self, s: &str) -> Result {
        self.buf.write_str(s)
    }
    fn write_char(&mut self, c: char) -> Result {
        self.buf.write_char(c)
    }
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result {
        write(self.buf, args)
    }
}
