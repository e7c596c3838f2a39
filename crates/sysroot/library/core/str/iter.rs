//! The iterators of strings.

use super::index::part;
use super::pattern::{Pattern, Searcher};
use crate::{fmt, intrinsics};

/// Characters, decoded from both ends.
#[derive(Clone)]
pub struct Chars<'a> {
    at: *const u8,
    end: *const u8,
    of: crate::marker::PhantomData<&'a str>,
}
unsafe impl Send for Chars<'_> {}
unsafe impl Sync for Chars<'_> {}
fn byte(at: *const u8, offset: isize) -> u32 {
    intrinsics::raw_read(intrinsics::ptr_offset(at, offset)) as u32
}
impl<'a> Chars<'a> {
    pub(super) fn new(s: &'a str) -> Chars<'a> {
        let at = s.as_ptr();
        Chars {
            at,
            end: intrinsics::ptr_offset(at, s.len() as isize),
            of: crate::marker::PhantomData,
        }
    }
    fn rest(&self) -> usize {
        self.end as usize - self.at as usize
    }
    pub fn as_str(&self) -> &'a str {
        unsafe { &*intrinsics::str_from_raw(self.at, self.rest()) }
    }
}
impl Iterator for Chars<'_> {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        if self.at == self.end {
            return None;
        }
        let first = byte(self.at, 0);
        let (code, len) = if first < 0x80 {
            (first, 1)
        } else if first < 0xe0 {
            ((first & 0x1f) << 6 | byte(self.at, 1) & 0x3f, 2)
        } else if first < 0xf0 {
            (
                (first & 0x0f) << 12 | (byte(self.at, 1) & 0x3f) << 6 | byte(self.at, 2) & 0x3f,
                3,
            )
        } else {
            let high = (first & 7) << 18 | (byte(self.at, 1) & 0x3f) << 12;
            (high | (byte(self.at, 2) & 0x3f) << 6 | byte(self.at, 3) & 0x3f, 4)
        };
        self.at = intrinsics::ptr_offset(self.at, len);
        Some(intrinsics::transmute(code))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.rest();
        ((n + 3) / 4, Some(n))
    }
    fn count(self) -> usize {
        let mut n = 0;
        let mut at = self.at;
        while at != self.end {
            if (intrinsics::raw_read(at) as i8) >= -0x40 {
                n += 1;
            }
            at = intrinsics::ptr_offset(at, 1);
        }
        n
    }
    fn last(mut self) -> Option<char> {
        self.next_back()
    }
}
impl DoubleEndedIterator for Chars<'_> {
    fn next_back(&mut self) -> Option<char> {
        if self.at == self.end {
            return None;
        }
        let mut start = intrinsics::ptr_offset(self.end, -1);
        while byte(start, 0) & 0xc0 == 0x80 {
            start = intrinsics::ptr_offset(start, -1);
        }
        let mut last = Chars {
            at: start,
            end: self.end,
            of: crate::marker::PhantomData,
        };
        self.end = start;
        last.next()
    }
}
impl fmt::Debug for Chars<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chars(")?;
        f.debug_list().entries(self.clone()).finish()?;
        f.write_str(")")
    }
}

#[derive(Clone, Debug)]
pub struct CharIndices<'a> {
    front: usize,
    iter: Chars<'a>,
}
impl<'a> CharIndices<'a> {
    pub(super) fn new(s: &'a str) -> Self {
        CharIndices {
            front: 0,
            iter: s.chars(),
        }
    }
    pub fn as_str(&self) -> &'a str {
        self.iter.as_str()
    }
    pub fn offset(&self) -> usize {
        self.front
    }
}
impl Iterator for CharIndices<'_> {
    type Item = (usize, char);
    fn next(&mut self) -> Option<(usize, char)> {
        let before = self.iter.rest();
        match self.iter.next() {
            None => None,
            Some(c) => {
                let at = self.front;
                self.front += before - self.iter.rest();
                Some((at, c))
            }
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }
    fn count(self) -> usize {
        self.iter.count()
    }
}
impl DoubleEndedIterator for CharIndices<'_> {
    fn next_back(&mut self) -> Option<(usize, char)> {
        match self.iter.next_back() {
            None => None,
            Some(c) => Some((self.front + self.iter.rest(), c)),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Bytes<'a> {
    iter: crate::slice::Iter<'a, u8>,
}
impl<'a> Bytes<'a> {
    pub(super) fn new(s: &'a str) -> Self {
        Bytes {
            iter: s.as_bytes().iter(),
        }
    }
}
impl Iterator for Bytes<'_> {
    type Item = u8;
    fn next(&mut self) -> Option<u8> {
        self.iter.next().copied()
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }
}
impl DoubleEndedIterator for Bytes<'_> {
    fn next_back(&mut self) -> Option<u8> {
        self.iter.next_back().copied()
    }
}
impl ExactSizeIterator for Bytes<'_> {}

/// How all the splits go: what lies between the matches, from both ends.
#[derive(Clone)]
struct Splitter<'a, P> {
    searcher: Searcher<'a, P>,
    start: usize,
    end: usize,
    /// Whether an empty part at the very end counts.
    trailing_empty: bool,
    finished: bool,
}
impl<'a, P: Pattern> Splitter<'a, P> {
    fn new(s: &'a str, pat: P, trailing_empty: bool) -> Self {
        Splitter {
            searcher: Searcher::new(s, pat),
            start: 0,
            end: s.len(),
            trailing_empty,
            finished: false,
        }
    }
    fn last(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        self.finished = true;
        if self.trailing_empty || self.end > self.start {
            Some(part(self.searcher.hay, self.start, self.end))
        } else {
            None
        }
    }
    fn next(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        match self.searcher.next_match() {
            Some((a, b)) => {
                let piece = part(self.searcher.hay, self.start, a);
                self.start = b;
                Some(piece)
            }
            None => self.last(),
        }
    }
    fn next_inclusive(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        match self.searcher.next_match() {
            Some((_, b)) => {
                let piece = part(self.searcher.hay, self.start, b);
                self.start = b;
                Some(piece)
            }
            None => self.last(),
        }
    }
    fn next_back(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        if !self.trailing_empty {
            self.trailing_empty = true;
            match self.next_back() {
                Some(piece) if !piece.is_empty() => return Some(piece),
                _ => {
                    if self.finished {
                        return None;
                    }
                }
            }
        }
        match self.searcher.next_match_back() {
            Some((a, b)) => {
                let piece = part(self.searcher.hay, b, self.end);
                self.end = a;
                Some(piece)
            }
            None => {
                self.finished = true;
                Some(part(self.searcher.hay, self.start, self.end))
            }
        }
    }
    fn next_back_inclusive(&mut self) -> Option<&'a str> {
        if self.finished {
            return None;
        }
        if !self.trailing_empty {
            // A match at the very end closes the last part and begins none.
            self.trailing_empty = true;
            match self.next_back_inclusive() {
                Some(piece) if !piece.is_empty() => return Some(piece),
                _ => {
                    if self.finished {
                        return None;
                    }
                }
            }
        }
        match self.searcher.next_match_back() {
            Some((_, b)) => {
                let piece = part(self.searcher.hay, b, self.end);
                self.end = b;
                Some(piece)
            }
            None => {
                self.finished = true;
                Some(part(self.searcher.hay, self.start, self.end))
            }
        }
    }
}

macro_rules! splits {
    ($($Name:ident $trailing:literal $next:ident $back:ident;)*) => { $(
        #[derive(Clone)]
        pub struct $Name<'a, P> {
            inner: Splitter<'a, P>,
        }
        impl<'a, P: Pattern> $Name<'a, P> {
            pub(super) fn new(s: &'a str, pat: P) -> Self {
                $Name { inner: Splitter::new(s, pat, $trailing) }
            }
            pub fn remainder(&self) -> Option<&'a str> {
                if self.inner.finished { None } else { Some(part(self.inner.searcher.hay, self.inner.start, self.inner.end)) }
            }
        }
        impl<'a, P: Pattern> Iterator for $Name<'a, P> {
            type Item = &'a str;
            fn next(&mut self) -> Option<&'a str> { self.inner.$next() }
        }
        impl<'a, P: Pattern> DoubleEndedIterator for $Name<'a, P> {
            fn next_back(&mut self) -> Option<&'a str> { self.inner.$back() }
        }
    )* };
}
splits! {
    Split true next next_back;
    RSplit true next_back next;
    SplitTerminator false next next_back;
    RSplitTerminator false next_back next;
    SplitInclusive false next_inclusive next_back_inclusive;
}
macro_rules! limited_splits {
    ($($Name:ident $next:ident;)*) => { $(
        #[derive(Clone)]
        pub struct $Name<'a, P> {
            inner: Splitter<'a, P>,
            count: usize,
        }
        impl<'a, P: Pattern> $Name<'a, P> {
            pub(super) fn new(s: &'a str, n: usize, pat: P) -> Self {
                $Name { inner: Splitter::new(s, pat, true), count: n }
            }
        }
        impl<'a, P: Pattern> Iterator for $Name<'a, P> {
            type Item = &'a str;
            fn next(&mut self) -> Option<&'a str> {
                if self.count == 0 {
                    return None;
                }
                self.count -= 1;
                if self.count == 0 { self.inner.last() } else { self.inner.$next() }
            }
        }
    )* };
}
limited_splits! { SplitN next; RSplitN next_back; }

macro_rules! matches_of {
    ($($Name:ident $Item:ty, $next:ident $back:ident, |$hay:ident, $a:ident, $b:ident| $item:expr;)*) => { $(
        #[derive(Clone)]
        pub struct $Name<'a, P> {
            searcher: Searcher<'a, P>,
        }
        impl<'a, P: Pattern> $Name<'a, P> {
            pub(super) fn new(s: &'a str, pat: P) -> Self {
                $Name { searcher: Searcher::new(s, pat) }
            }
        }
        impl<'a, P: Pattern> Iterator for $Name<'a, P> {
            type Item = $Item;
            fn next(&mut self) -> Option<$Item> {
                let $hay = self.searcher.hay;
                match self.searcher.$next() { Some(($a, $b)) => Some($item), None => None }
            }
        }
        impl<'a, P: Pattern> DoubleEndedIterator for $Name<'a, P> {
            fn next_back(&mut self) -> Option<$Item> {
                let $hay = self.searcher.hay;
                match self.searcher.$back() { Some(($a, $b)) => Some($item), None => None }
            }
        }
    )* };
}
matches_of! {
    Matches &'a str, next_match next_match_back, |hay, a, b| part(hay, a, b);
    RMatches &'a str, next_match_back next_match, |hay, a, b| part(hay, a, b);
    MatchIndices (usize, &'a str), next_match next_match_back, |hay, a, b| (a, part(hay, a, b));
    RMatchIndices (usize, &'a str), next_match_back next_match, |hay, a, b| (a, part(hay, a, b));
}

#[derive(Clone)]
pub struct Lines<'a> {
    inner: Splitter<'a, char>,
}
impl<'a> Lines<'a> {
    pub(super) fn new(s: &'a str) -> Self {
        Lines {
            inner: Splitter::new(s, '\n', false),
        }
    }
}
/// A line without its end, `\n` or `\r\n`.
fn chomp(line: &str) -> &str {
    let Some(line) = line.strip_suffix('\n') else {
        return line;
    };
    line.strip_suffix('\r').unwrap_or(line)
}
impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {
        self.inner.next_inclusive().map(chomp)
    }
}
impl<'a> DoubleEndedIterator for Lines<'a> {
    fn next_back(&mut self) -> Option<&'a str> {
        self.inner.next_back_inclusive().map(chomp)
    }
}

macro_rules! whitespace {
    ($($Name:ident $test:ident;)*) => { $(
        #[derive(Clone)]
        pub struct $Name<'a> {
            inner: Splitter<'a, fn(char) -> bool>,
        }
        impl<'a> $Name<'a> {
            pub(super) fn new(s: &'a str) -> Self {
                $Name { inner: Splitter::new(s, $test as fn(char) -> bool, true) }
            }
        }
        impl<'a> Iterator for $Name<'a> {
            type Item = &'a str;
            fn next(&mut self) -> Option<&'a str> {
                loop {
                    let piece = self.inner.next()?;
                    if !piece.is_empty() {
                        return Some(piece);
                    }
                }
            }
        }
        impl<'a> DoubleEndedIterator for $Name<'a> {
            fn next_back(&mut self) -> Option<&'a str> {
                loop {
                    let piece = self.inner.next_back()?;
                    if !piece.is_empty() {
                        return Some(piece);
                    }
                }
            }
        }
    )* };
}
fn is_whitespace(c: char) -> bool {
    c.is_whitespace()
}
fn is_ascii_whitespace(c: char) -> bool {
    c.is_ascii_whitespace()
}
whitespace! { SplitWhitespace is_whitespace; SplitAsciiWhitespace is_ascii_whitespace; }

#[derive(Clone)]
pub struct EncodeUtf16<'a> {
    chars: Chars<'a>,
    extra: u16,
}
impl<'a> EncodeUtf16<'a> {
    pub(super) fn new(s: &'a str) -> Self {
        EncodeUtf16 {
            chars: s.chars(),
            extra: 0,
        }
    }
}
impl Iterator for EncodeUtf16<'_> {
    type Item = u16;
    fn next(&mut self) -> Option<u16> {
        if self.extra != 0 {
            return Some(crate::mem::replace(&mut self.extra, 0));
        }
        let c = self.chars.next()?;
        let mut buffer = [0u16; 2];
        if c.encode_utf16(&mut buffer).len() == 2 {
            self.extra = buffer[1];
        }
        Some(buffer[0])
    }
}
