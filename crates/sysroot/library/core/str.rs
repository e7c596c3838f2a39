//! String slices.

mod index;
mod iter;
mod lossy;
pub mod pattern;
mod traits;

use crate::intrinsics;
pub use iter::{
    Bytes, CharIndices, Chars, EncodeUtf16, Lines, MatchIndices, Matches, RMatchIndices, RMatches, RSplit, RSplitN,
    RSplitTerminator, Split, SplitAsciiWhitespace, SplitInclusive, SplitN, SplitTerminator, SplitWhitespace,
};
use pattern::{Pattern, Searcher};
pub use lossy::{Utf8Chunk, Utf8Chunks};
pub use traits::{FromStr, ParseBoolError, Utf8Error};

pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {
    traits::check_utf8(v)?;
    Ok(unsafe { from_utf8_unchecked(v) })
}
pub fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error> {
    traits::check_utf8(v)?;
    Ok(unsafe { from_utf8_unchecked_mut(v) })
}
pub const unsafe fn from_utf8_unchecked(v: &[u8]) -> &str {
    intrinsics::transmute(v)
}
pub const unsafe fn from_utf8_unchecked_mut(v: &mut [u8]) -> &mut str {
    intrinsics::transmute(v)
}

impl str {
    pub const fn len(&self) -> usize {
        self.as_bytes().len()
    }
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
    pub const fn as_bytes(&self) -> &[u8] {
        intrinsics::transmute(self)
    }
    pub unsafe fn as_bytes_mut(&mut self) -> &mut [u8] {
        intrinsics::transmute(self)
    }
    pub const fn as_ptr(&self) -> *const u8 {
        self as *const str as *const u8
    }
    pub const fn as_mut_ptr(&mut self) -> *mut u8 {
        self as *mut str as *mut u8
    }
    pub fn is_char_boundary(&self, index: usize) -> bool {
        if index >= self.len() {
            return index == self.len();
        }
        index == 0 || (self.as_bytes()[index] as i8) >= -0x40
    }
    pub fn floor_char_boundary(&self, index: usize) -> usize {
        if index >= self.len() {
            return self.len();
        }
        let mut at = index;
        while !self.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
    pub fn ceil_char_boundary(&self, index: usize) -> usize {
        let mut at = index.min(self.len());
        while !self.is_char_boundary(at) {
            at += 1;
        }
        at
    }
    pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {
        from_utf8(v)
    }
    pub fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error> {
        from_utf8_mut(v)
    }
    pub fn trim_ascii(&self) -> &str {
        self.trim_ascii_start().trim_ascii_end()
    }
    pub fn trim_ascii_start(&self) -> &str {
        self.trim_start_matches(|c: char| c.is_ascii_whitespace())
    }
    pub fn trim_ascii_end(&self) -> &str {
        self.trim_end_matches(|c: char| c.is_ascii_whitespace())
    }
    pub fn get<I: crate::slice::SliceIndex<str>>(&self, i: I) -> Option<&I::Output> {
        i.get(self)
    }
    pub fn get_mut<I: crate::slice::SliceIndex<str>>(&mut self, i: I) -> Option<&mut I::Output> {
        i.get_mut(self)
    }
    pub unsafe fn get_unchecked<I: crate::slice::SliceIndex<str>>(&self, i: I) -> &I::Output {
        unsafe { &*i.get_unchecked(self) }
    }
    pub fn split_at(&self, mid: usize) -> (&str, &str) {
        match self.split_at_checked(mid) {
            Some(pair) => pair,
            None => index::fail(self, 0, mid),
        }
    }
    pub fn split_at_checked(&self, mid: usize) -> Option<(&str, &str)> {
        if self.is_char_boundary(mid) {
            Some((index::part(self, 0, mid), index::part(self, mid, self.len())))
        } else {
            None
        }
    }
    pub fn split_at_mut(&mut self, mid: usize) -> (&mut str, &mut str) {
        if !self.is_char_boundary(mid) {
            index::fail(self, 0, mid)
        }
        let (a, b) = intrinsics::transmute::<&mut str, &mut [u8]>(self).split_at_mut(mid);
        (intrinsics::transmute(a), intrinsics::transmute(b))
    }
    pub fn chars(&self) -> Chars<'_> {
        Chars::new(self)
    }
    pub fn char_indices(&self) -> CharIndices<'_> {
        CharIndices::new(self)
    }
    pub fn bytes(&self) -> Bytes<'_> {
        Bytes::new(self)
    }
    pub fn lines(&self) -> Lines<'_> {
        Lines::new(self)
    }
    pub fn split_whitespace(&self) -> SplitWhitespace<'_> {
        SplitWhitespace::new(self)
    }
    pub fn split_ascii_whitespace(&self) -> SplitAsciiWhitespace<'_> {
        SplitAsciiWhitespace::new(self)
    }
    pub fn encode_utf16(&self) -> EncodeUtf16<'_> {
        EncodeUtf16::new(self)
    }
    pub fn contains<P: Pattern>(&self, mut pat: P) -> bool {
        pat.find_in(self, 0, self.len()).is_some()
    }
    pub fn starts_with<P: Pattern>(&self, mut pat: P) -> bool {
        pat.prefix_of(self, 0, self.len()).is_some()
    }
    pub fn ends_with<P: Pattern>(&self, mut pat: P) -> bool {
        pat.suffix_of(self, 0, self.len()).is_some()
    }
    pub fn find<P: Pattern>(&self, mut pat: P) -> Option<usize> {
        match pat.find_in(self, 0, self.len()) {
            Some((at, _)) => Some(at),
            None => None,
        }
    }
    pub fn rfind<P: Pattern>(&self, mut pat: P) -> Option<usize> {
        match pat.rfind_in(self, 0, self.len()) {
            Some((at, _)) => Some(at),
            None => None,
        }
    }
    pub fn split<P: Pattern>(&self, pat: P) -> Split<'_, P> {
        Split::new(self, pat)
    }
    pub fn rsplit<P: Pattern>(&self, pat: P) -> RSplit<'_, P> {
        RSplit::new(self, pat)
    }
    pub fn split_inclusive<P: Pattern>(&self, pat: P) -> SplitInclusive<'_, P> {
        SplitInclusive::new(self, pat)
    }
    pub fn split_terminator<P: Pattern>(&self, pat: P) -> SplitTerminator<'_, P> {
        SplitTerminator::new(self, pat)
    }
    pub fn rsplit_terminator<P: Pattern>(&self, pat: P) -> RSplitTerminator<'_, P> {
        RSplitTerminator::new(self, pat)
    }
    pub fn splitn<P: Pattern>(&self, n: usize, pat: P) -> SplitN<'_, P> {
        SplitN::new(self, n, pat)
    }
    pub fn rsplitn<P: Pattern>(&self, n: usize, pat: P) -> RSplitN<'_, P> {
        RSplitN::new(self, n, pat)
    }
    pub fn split_once<P: Pattern>(&self, mut delimiter: P) -> Option<(&str, &str)> {
        let (start, end) = delimiter.find_in(self, 0, self.len())?;
        Some((index::part(self, 0, start), index::part(self, end, self.len())))
    }
    pub fn rsplit_once<P: Pattern>(&self, mut delimiter: P) -> Option<(&str, &str)> {
        let (start, end) = delimiter.rfind_in(self, 0, self.len())?;
        Some((index::part(self, 0, start), index::part(self, end, self.len())))
    }
    pub fn matches<P: Pattern>(&self, pat: P) -> Matches<'_, P> {
        Matches::new(self, pat)
    }
    pub fn rmatches<P: Pattern>(&self, pat: P) -> RMatches<'_, P> {
        RMatches::new(self, pat)
    }
    pub fn match_indices<P: Pattern>(&self, pat: P) -> MatchIndices<'_, P> {
        MatchIndices::new(self, pat)
    }
    pub fn rmatch_indices<P: Pattern>(&self, pat: P) -> RMatchIndices<'_, P> {
        RMatchIndices::new(self, pat)
    }
    pub fn trim(&self) -> &str {
        self.trim_matches(|c: char| c.is_whitespace())
    }
    pub fn trim_start(&self) -> &str {
        self.trim_start_matches(|c: char| c.is_whitespace())
    }
    pub fn trim_end(&self) -> &str {
        self.trim_end_matches(|c: char| c.is_whitespace())
    }
    pub fn trim_left(&self) -> &str {
        self.trim_start()
    }
    pub fn trim_right(&self) -> &str {
        self.trim_end()
    }
    pub fn trim_matches<P: Pattern>(&self, mut pat: P) -> &str {
        let start = trimmed_start(self, &mut pat);
        let end = trimmed_end(self, start, &mut pat);
        index::part(self, start, end)
    }
    pub fn trim_start_matches<P: Pattern>(&self, mut pat: P) -> &str {
        let start = trimmed_start(self, &mut pat);
        index::part(self, start, self.len())
    }
    pub fn trim_end_matches<P: Pattern>(&self, mut pat: P) -> &str {
        let end = trimmed_end(self, 0, &mut pat);
        index::part(self, 0, end)
    }
    pub fn strip_prefix<P: Pattern>(&self, mut prefix: P) -> Option<&str> {
        let end = prefix.prefix_of(self, 0, self.len())?;
        Some(index::part(self, end, self.len()))
    }
    pub fn strip_suffix<P: Pattern>(&self, mut suffix: P) -> Option<&str> {
        let start = suffix.suffix_of(self, 0, self.len())?;
        Some(index::part(self, 0, start))
    }
    pub fn parse<F: FromStr>(&self) -> Result<F, F::Err> {
        FromStr::from_str(self)
    }
    pub fn replace<P: Pattern>(&self, from: P, to: &str) -> String {
        self.replacen(from, to, usize::MAX)
    }
    pub fn replacen<P: Pattern>(&self, pat: P, to: &str, count: usize) -> String {
        let mut result = String::with_capacity(self.len());
        let mut last = 0;
        let mut searcher = Searcher::new(self, pat);
        let mut n = 0;
        while n < count {
            let Some((start, end)) = searcher.next_match() else {
                break;
            };
            result.push_str(index::part(self, last, start));
            result.push_str(to);
            last = end;
            n += 1;
        }
        result.push_str(index::part(self, last, self.len()));
        result
    }
    pub fn to_lowercase(&self) -> String {
        let mut s = String::with_capacity(self.len());
        for (at, c) in self.char_indices() {
            if c == 'Σ' {
                s.push(final_sigma(self, at));
            } else if c.is_ascii() {
                s.push(c.to_ascii_lowercase());
            } else {
                s.extend(c.to_lowercase());
            }
        }
        s
    }
    pub fn to_uppercase(&self) -> String {
        let mut s = String::with_capacity(self.len());
        for c in self.chars() {
            if c.is_ascii() {
                s.push(c.to_ascii_uppercase());
            } else {
                s.extend(c.to_uppercase());
            }
        }
        s
    }
    pub const fn is_ascii(&self) -> bool {
        let bytes = self.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            if bytes[i] >= 128 {
                return false;
            }
            i += 1;
        }
        true
    }
    pub fn to_ascii_uppercase(&self) -> String {
        let mut s = String::from(self);
        s.make_ascii_uppercase();
        s
    }
    pub fn to_ascii_lowercase(&self) -> String {
        let mut s = String::from(self);
        s.make_ascii_lowercase();
        s
    }
    pub fn make_ascii_uppercase(&mut self) {
        intrinsics::transmute::<&mut str, &mut [u8]>(self).make_ascii_uppercase()
    }
    pub fn make_ascii_lowercase(&mut self) {
        intrinsics::transmute::<&mut str, &mut [u8]>(self).make_ascii_lowercase()
    }
    pub fn eq_ignore_ascii_case(&self, other: &str) -> bool {
        self.as_bytes().eq_ignore_ascii_case(other.as_bytes())
    }
    pub fn repeat(&self, n: usize) -> String {
        let mut s = String::with_capacity(self.len() * n);
        for _ in 0..n {
            s.push_str(self);
        }
        s
    }
    pub fn into_string(self: Box<str>) -> String {
        unsafe { String::from_utf8_unchecked(self.into_boxed_bytes().into_vec()) }
    }
    pub fn into_boxed_bytes(self: Box<str>) -> Box<[u8]> {
        intrinsics::transmute(self)
    }
    pub fn escape_debug(&self) -> crate::string::Escaped {
        let mut out = String::new();
        for (at, c) in self.char_indices() {
            // Only at the front is a combining character escaped.
            out.extend(c.escape_debug_with(at == 0, true, true));
        }
        crate::string::Escaped::new(out)
    }
    pub fn escape_default(&self) -> crate::string::Escaped {
        crate::string::Escaped::new(self.chars().flat_map(|c| c.escape_default()).collect())
    }
    pub fn escape_unicode(&self) -> crate::string::Escaped {
        crate::string::Escaped::new(self.chars().flat_map(|c| c.escape_unicode()).collect())
    }
}

fn trimmed_start<P: Pattern>(s: &str, pat: &mut P) -> usize {
    let mut start = 0;
    while let Some(end) = pat.prefix_of(s, start, s.len()) {
        if end == start {
            break;
        }
        start = end;
    }
    start
}
fn trimmed_end<P: Pattern>(s: &str, from: usize, pat: &mut P) -> usize {
    let mut end = s.len();
    while let Some(start) = pat.suffix_of(s, from, end) {
        if start == end {
            break;
        }
        end = start;
    }
    end
}
/// `Σ` at the end of a word has its own lower case.
fn final_sigma(s: &str, at: usize) -> char {
    let before = index::part(s, 0, at)
        .chars()
        .rev()
        .find(|c| *c != '\'')
        .map_or(false, |c| c.is_alphabetic());
    let after = index::part(s, at + 2, s.len())
        .chars()
        .find(|c| *c != '\'')
        .map_or(false, |c| c.is_alphabetic());
    if before && !after { 'ς' } else { 'σ' }
}
