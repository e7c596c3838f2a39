//! `String`: a `Vec<u8>` that holds UTF-8.

use crate::borrow::{Borrow, BorrowMut, Cow};
use crate::cmp::Ordering;
use crate::marker::PhantomData;
use crate::ops::{Add, AddAssign, Deref, DerefMut, Index, IndexMut, RangeBounds};
use crate::slice::SliceIndex;
use crate::str::{self, FromStr, Utf8Error};
use crate::vec::bounds;
use crate::{fmt, hash, intrinsics};

#[lang = "String"]
pub struct String {
    vec: Vec<u8>,
}

impl String {
    pub const fn new() -> String {
        String { vec: Vec::new() }
    }
    pub fn with_capacity(capacity: usize) -> String {
        String {
            vec: Vec::with_capacity(capacity),
        }
    }
    pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error> {
        match str::from_utf8(&vec) {
            Ok(_) => Ok(String { vec }),
            Err(error) => Err(FromUtf8Error { bytes: vec, error }),
        }
    }
    pub fn from_utf8_lossy(v: &[u8]) -> Cow<'_, str> {
        let mut rest = v;
        let mut out = String::new();
        loop {
            match str::from_utf8(rest) {
                Ok(s) if out.is_empty() && rest.len() == v.len() => return Cow::Borrowed(s),
                Ok(s) => {
                    out.push_str(s);
                    return Cow::Owned(out);
                }
                Err(e) => {
                    out.push_str(unsafe { str::from_utf8_unchecked(&rest[..e.valid_up_to]) });
                    out.push('\u{fffd}');
                    match e.error_len {
                        Some(n) => rest = &rest[e.valid_up_to + n as usize..],
                        None => return Cow::Owned(out),
                    }
                }
            }
        }
    }
    pub unsafe fn from_utf8_unchecked(bytes: Vec<u8>) -> String {
        String { vec: bytes }
    }
    pub fn from_utf16(v: &[u16]) -> Result<String, FromUtf16Error> {
        let chars = char::decode_utf16(v.iter().copied());
        chars.collect::<Result<_, _>>().map_err(|_| FromUtf16Error(()))
    }
    pub fn from_utf16_lossy(v: &[u16]) -> String {
        char::decode_utf16(v.iter().copied())
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    }
    pub fn into_bytes(self) -> Vec<u8> {
        self.vec
    }
    pub fn as_str(&self) -> &str {
        unsafe { str::from_utf8_unchecked(self.vec.as_slice()) }
    }
    pub fn as_mut_str(&mut self) -> &mut str {
        unsafe { str::from_utf8_unchecked_mut(self.vec.as_mut_slice()) }
    }
    pub fn push_str(&mut self, string: &str) {
        self.vec.append_raw(string.as_ptr(), string.len())
    }
    pub fn push(&mut self, ch: char) {
        if (ch as u32) < 0x80 {
            self.vec.push(ch as u8);
        } else {
            self.push_str(ch.encode_utf8(&mut [0; 4]));
        }
    }
    pub fn capacity(&self) -> usize {
        self.vec.capacity()
    }
    pub fn reserve(&mut self, additional: usize) {
        self.vec.reserve(additional)
    }
    pub fn reserve_exact(&mut self, additional: usize) {
        self.vec.reserve_exact(additional)
    }
    pub fn shrink_to_fit(&mut self) {
        self.vec.shrink_to_fit()
    }
    pub fn as_bytes(&self) -> &[u8] {
        self.vec.as_slice()
    }
    pub unsafe fn as_mut_vec(&mut self) -> &mut Vec<u8> {
        &mut self.vec
    }
    pub const fn len(&self) -> usize {
        self.vec.len()
    }
    pub const fn is_empty(&self) -> bool {
        self.vec.len() == 0
    }
    pub fn truncate(&mut self, new_len: usize) {
        if new_len <= self.len() {
            assert!(self.is_char_boundary(new_len));
            self.vec.truncate(new_len)
        }
    }
    pub fn pop(&mut self) -> Option<char> {
        let ch = self.chars().next_back()?;
        let len = self.len() - ch.len_utf8();
        unsafe { self.vec.set_len(len) };
        Some(ch)
    }
    pub fn remove(&mut self, idx: usize) -> char {
        let ch = match self[idx..].chars().next() {
            Some(ch) => ch,
            None => panic!("cannot remove a char from the end of a string"),
        };
        self.cut(idx, idx + ch.len_utf8());
        ch
    }
    fn cut(&mut self, start: usize, end: usize) {
        let len = self.len();
        let base = self.vec.as_mut_ptr();
        intrinsics::mem_copy(
            intrinsics::ptr_offset_mut(base, start as isize),
            intrinsics::ptr_offset_mut(base, end as isize),
            len - end,
        );
        unsafe { self.vec.set_len(len - (end - start)) };
    }
    pub fn retain<F: FnMut(char) -> bool>(&mut self, mut f: F) {
        let all = self.clone();
        self.clear();
        for c in all.chars() {
            if f(c) {
                self.push(c);
            }
        }
    }
    pub fn insert(&mut self, idx: usize, ch: char) {
        self.insert_str(idx, ch.encode_utf8(&mut [0; 4]))
    }
    pub fn insert_str(&mut self, idx: usize, string: &str) {
        assert!(self.is_char_boundary(idx));
        let (len, amount) = (self.len(), string.len());
        self.vec.reserve(amount);
        let at = intrinsics::ptr_offset_mut(self.vec.as_mut_ptr(), idx as isize);
        intrinsics::mem_copy(intrinsics::ptr_offset_mut(at, amount as isize), at, len - idx);
        intrinsics::mem_copy(at, string.as_ptr(), amount);
        unsafe { self.vec.set_len(len + amount) };
    }
    pub fn split_off(&mut self, at: usize) -> String {
        assert!(self.is_char_boundary(at));
        String {
            vec: self.vec.split_off(at),
        }
    }
    pub fn clear(&mut self) {
        self.vec.clear()
    }
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_> {
        let (start, end) = bounds(range, self.len());
        assert!(self.is_char_boundary(start));
        assert!(self.is_char_boundary(end));
        let taken = String::from(&self[start..end]);
        self.cut(start, end);
        Drain {
            rest: taken.into_chars(),
            of: PhantomData,
        }
    }
    pub fn replace_range<R: RangeBounds<usize>>(&mut self, range: R, replace_with: &str) {
        let (start, end) = bounds(range, self.len());
        assert!(self.is_char_boundary(start));
        assert!(self.is_char_boundary(end));
        let tail = String::from(&self[end..]);
        self.truncate(start);
        self.push_str(replace_with);
        self.push_str(&tail);
    }
    pub fn into_boxed_str(self) -> Box<str> {
        intrinsics::transmute(self.vec.into_boxed_slice())
    }
    pub fn leak<'a>(self) -> &'a mut str {
        Box::leak(self.into_boxed_str())
    }
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R) {
        let (start, end) = bounds(src, self.len());
        let copy = String::from(&self[start..end]);
        self.push_str(&copy);
    }
    pub fn into_chars(self) -> IntoChars {
        IntoChars { at: 0, string: self }
    }
}
/// The characters of a string that it owns.
#[derive(Clone, Debug)]
pub struct IntoChars {
    string: String,
    at: usize,
}
impl Iterator for IntoChars {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        let c = self.string[self.at..].chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }
}
impl DoubleEndedIterator for IntoChars {
    fn next_back(&mut self) -> Option<char> {
        if self.at == self.string.len() {
            None
        } else {
            self.string.pop()
        }
    }
}
/// What was cut out; the string it came from is whole again at once.
#[derive(Debug)]
pub struct Drain<'a> {
    rest: IntoChars,
    of: PhantomData<&'a mut String>,
}
impl Drain<'_> {
    pub fn as_str(&self) -> &str {
        &self.rest.string[self.rest.at..]
    }
}
impl Iterator for Drain<'_> {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        self.rest.next()
    }
}
impl DoubleEndedIterator for Drain<'_> {
    fn next_back(&mut self) -> Option<char> {
        self.rest.next_back()
    }
}

/// What `str::escape_debug` and its kin give: shown, or gone through by character.
#[derive(Clone, Debug)]
pub struct Escaped {
    chars: IntoChars,
}
impl Escaped {
    pub(crate) fn new(text: String) -> Escaped {
        Escaped {
            chars: text.into_chars(),
        }
    }
}
impl Iterator for Escaped {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        self.chars.next()
    }
}
impl fmt::Display for Escaped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.chars.string[self.chars.at..])
    }
}

impl Deref for String {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}
impl DerefMut for String {
    fn deref_mut(&mut self) -> &mut str {
        self.as_mut_str()
    }
}
impl Clone for String {
    fn clone(&self) -> Self {
        String::from(self.as_str())
    }
}
impl Default for String {
    fn default() -> String {
        String::new()
    }
}
impl fmt::Display for String {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}
impl fmt::Debug for String {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}
impl fmt::Write for String {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.push_str(s);
        Ok(())
    }
    fn write_char(&mut self, c: char) -> fmt::Result {
        self.push(c);
        Ok(())
    }
}
impl hash::Hash for String {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state)
    }
}
impl<I: SliceIndex<str>> Index<I> for String {
    type Output = I::Output;
    fn index(&self, index: I) -> &I::Output {
        index.index(self.as_str())
    }
}
impl<I: SliceIndex<str>> IndexMut<I> for String {
    fn index_mut(&mut self, index: I) -> &mut I::Output {
        index.index_mut(self.as_mut_str())
    }
}
impl Add<&str> for String {
    type Output = String;
    fn add(mut self, other: &str) -> String {
        self.push_str(other);
        self
    }
}
impl AddAssign<&str> for String {
    fn add_assign(&mut self, other: &str) {
        self.push_str(other)
    }
}

impl PartialEq for String {
    fn eq(&self, other: &String) -> bool {
        PartialEq::eq(self.as_str(), other.as_str())
    }
}
impl Eq for String {}
impl PartialOrd for String {
    fn partial_cmp(&self, other: &String) -> Option<Ordering> {
        Some(self.as_str().cmp(other.as_str()))
    }
}
impl Ord for String {
    fn cmp(&self, other: &String) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}
macro_rules! equal {
    ($($left:ty, $right:ty;)*) => { $(
        impl<'a, 'b> PartialEq<$right> for $left {
            fn eq(&self, other: &$right) -> bool { PartialEq::eq(&self[..], &other[..]) }
        }
        impl<'a, 'b> PartialEq<$left> for $right {
            fn eq(&self, other: &$left) -> bool { PartialEq::eq(&self[..], &other[..]) }
        }
    )* };
}
equal! { String, str; String, &'a str; Cow<'a, str>, str; Cow<'a, str>, &'b str; Cow<'a, str>, String; }

impl AsRef<str> for String {
    fn as_ref(&self) -> &str {
        self
    }
}
impl AsRef<[u8]> for String {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}
impl AsMut<str> for String {
    fn as_mut(&mut self) -> &mut str {
        self
    }
}
impl Borrow<str> for String {
    fn borrow(&self) -> &str {
        self
    }
}
impl BorrowMut<str> for String {
    fn borrow_mut(&mut self) -> &mut str {
        self
    }
}
impl From<&str> for String {
    fn from(s: &str) -> String {
        let mut out = String::with_capacity(s.len());
        out.push_str(s);
        out
    }
}
impl From<&mut str> for String {
    fn from(s: &mut str) -> String {
        String::from(&*s)
    }
}
impl From<&String> for String {
    fn from(s: &String) -> String {
        s.clone()
    }
}
impl From<Box<str>> for String {
    fn from(s: Box<str>) -> String {
        s.into_string()
    }
}
impl From<char> for String {
    fn from(c: char) -> String {
        let mut out = String::new();
        out.push(c);
        out
    }
}
impl<'a> From<Cow<'a, str>> for String {
    fn from(s: Cow<'a, str>) -> String {
        s.into_owned()
    }
}
impl From<String> for Vec<u8> {
    fn from(s: String) -> Vec<u8> {
        s.into_bytes()
    }
}
impl<'a> From<&'a str> for Cow<'a, str> {
    fn from(s: &'a str) -> Cow<'a, str> {
        Cow::Borrowed(s)
    }
}
impl<'a> From<String> for Cow<'a, str> {
    fn from(s: String) -> Cow<'a, str> {
        Cow::Owned(s)
    }
}
impl<'a> From<&'a String> for Cow<'a, str> {
    fn from(s: &'a String) -> Cow<'a, str> {
        Cow::Borrowed(s.as_str())
    }
}
impl FromStr for String {
    type Err = crate::convert::Infallible;
    fn from_str(s: &str) -> Result<String, Self::Err> {
        Ok(String::from(s))
    }
}

macro_rules! collects {
    ($(($($generics:tt)*) $Item:ty, |$out:ident, $x:ident| $push:expr;)*) => { $(
        impl<$($generics)*> FromIterator<$Item> for String {
            fn from_iter<I: IntoIterator<Item = $Item>>(iter: I) -> String {
                let mut out = String::new();
                out.extend(iter);
                out
            }
        }
        impl<$($generics)*> FromIterator<$Item> for Box<str> {
            fn from_iter<I: IntoIterator<Item = $Item>>(iter: I) -> Box<str> {
                String::from_iter(iter).into_boxed_str()
            }
        }
        impl<$($generics)*> Extend<$Item> for String {
            fn extend<I: IntoIterator<Item = $Item>>(&mut self, iter: I) {
                let $out = self;
                for $x in iter {
                    $push
                }
            }
        }
    )* };
}
collects! {
    () char, |out, c| out.push(c);
    ('a) &'a char, |out, c| out.push(*c);
    ('a) &'a str, |out, s| out.push_str(s);
    () String, |out, s| out.push_str(&s);
    () Box<str>, |out, s| out.push_str(&s);
    ('a) Cow<'a, str>, |out, s| out.push_str(&s);
}

pub trait ToString {
    fn to_string(&self) -> String;
}
impl<T: fmt::Display + ?Sized> ToString for T {
    fn to_string(&self) -> String {
        let mut out = String::new();
        let mut f = fmt::Formatter::new(&mut out, fmt::FormattingOptions::new());
        if fmt::Display::fmt(self, &mut f).is_err() {
            panic!("a Display implementation returned an error unexpectedly: Error");
        }
        out
    }
}

#[derive(Debug, PartialEq, Eq, Clone)]
pub struct FromUtf8Error {
    bytes: Vec<u8>,
    error: Utf8Error,
}
impl FromUtf8Error {
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
    pub fn utf8_error(&self) -> Utf8Error {
        self.error
    }
}
impl fmt::Display for FromUtf8Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)
    }
}
impl crate::error::Error for FromUtf8Error {}
#[derive(Debug)]
pub struct FromUtf16Error(());
impl fmt::Display for FromUtf16Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("invalid utf-16: lone surrogate found")
    }
}
impl crate::error::Error for FromUtf16Error {}
