//! What a string can be searched for.

use super::index::part;
use crate::intrinsics;

/// A character, a text, a set of characters or a test of characters. Positions are bytes of `hay`, and only
/// `hay[from..to]` is looked at. (The real trait makes a searcher; this one is asked again and again.)
pub trait Pattern: Sized {
    fn find_in(&mut self, hay: &str, from: usize, to: usize) -> Option<(usize, usize)>;
    fn rfind_in(&mut self, hay: &str, from: usize, to: usize) -> Option<(usize, usize)>;
    /// Where a match at `from` ends.
    fn prefix_of(&mut self, hay: &str, from: usize, to: usize) -> Option<usize>;
    /// Where a match that ends at `to` begins.
    fn suffix_of(&mut self, hay: &str, from: usize, to: usize) -> Option<usize>;
}

fn find_char(hay: &str, from: usize, to: usize, mut test: impl FnMut(char) -> bool) -> Option<(usize, usize)> {
    let mut at = from;
    let mut chars = part(hay, from, to).chars();
    while let Some(c) = chars.next() {
        let end = at + c.len_utf8();
        if test(c) {
            return Some((at, end));
        }
        at = end;
    }
    None
}
fn rfind_char(hay: &str, from: usize, to: usize, mut test: impl FnMut(char) -> bool) -> Option<(usize, usize)> {
    let mut end = to;
    let mut chars = part(hay, from, to).chars();
    while let Some(c) = chars.next_back() {
        let at = end - c.len_utf8();
        if test(c) {
            return Some((at, end));
        }
        end = at;
    }
    None
}

macro_rules! by_char {
    ($(($($generics:tt)*) $t:ty, |$this:ident, $c:ident| $test:expr;)*) => { $(
        impl<$($generics)*> Pattern for $t {
            fn find_in(&mut self, hay: &str, from: usize, to: usize) -> Option<(usize, usize)> {
                let $this = self;
                find_char(hay, from, to, |$c: char| $test)
            }
            fn rfind_in(&mut self, hay: &str, from: usize, to: usize) -> Option<(usize, usize)> {
                let $this = self;
                rfind_char(hay, from, to, |$c: char| $test)
            }
            fn prefix_of(&mut self, hay: &str, from: usize, to: usize) -> Option<usize> {
                let $this = self;
                match part(hay, from, to).chars().next() {
                    Some($c) if $test => Some(from + $c.len_utf8()),
                    _ => None,
                }
            }
            fn suffix_of(&mut self, hay: &str, from: usize, to: usize) -> Option<usize> {
                let $this = self;
                match part(hay, from, to).chars().next_back() {
                    Some($c) if $test => Some(to - $c.len_utf8()),
                    _ => None,
                }
            }
        }
    )* };
}
by_char! {
    () char, |this, c| c == *this;
    () &[char], |this, c| this.contains(&c);
    (const N: usize) [char; N], |this, c| this.contains(&c);
    (const N: usize) &[char; N], |this, c| this.contains(&c);
    (F: FnMut(char) -> bool) F, |this, c| this(c);
}

impl Pattern for &str {
    fn find_in(&mut self, hay: &str, from: usize, to: usize) -> Option<(usize, usize)> {
        let start = intrinsics::ptr_offset(hay.as_ptr(), from as isize);
        let at = intrinsics::mem_find(start, to - from, self.as_ptr(), self.len());
        if at == usize::MAX {
            None
        } else {
            Some((from + at, from + at + self.len()))
        }
    }
    fn rfind_in(&mut self, hay: &str, from: usize, to: usize) -> Option<(usize, usize)> {
        let mut end = to;
        while end >= from + self.len() {
            if hay.is_char_boundary(end) {
                if let Some(start) = self.suffix_of(hay, from, end) {
                    return Some((start, end));
                }
            }
            if end == 0 {
                break;
            }
            end -= 1;
        }
        None
    }
    fn prefix_of(&mut self, hay: &str, from: usize, to: usize) -> Option<usize> {
        let len = self.len();
        let start = intrinsics::ptr_offset(hay.as_ptr(), from as isize);
        if len <= to - from && intrinsics::mem_compare(start, self.as_ptr(), len) == 0 {
            Some(from + len)
        } else {
            None
        }
    }
    fn suffix_of(&mut self, hay: &str, from: usize, to: usize) -> Option<usize> {
        let len = self.len();
        if len > to - from {
            return None;
        }
        let start = intrinsics::ptr_offset(hay.as_ptr(), (to - len) as isize);
        if intrinsics::mem_compare(start, self.as_ptr(), len) == 0 {
            Some(to - len)
        } else {
            None
        }
    }
}
macro_rules! as_str {
    ($($t:ty)*) => { $(
        impl Pattern for $t {
            fn find_in(&mut self, hay: &str, from: usize, to: usize) -> Option<(usize, usize)> {
                let mut text: &str = &***self;
                text.find_in(hay, from, to)
            }
            fn rfind_in(&mut self, hay: &str, from: usize, to: usize) -> Option<(usize, usize)> {
                let mut text: &str = &***self;
                text.rfind_in(hay, from, to)
            }
            fn prefix_of(&mut self, hay: &str, from: usize, to: usize) -> Option<usize> {
                let mut text: &str = &***self;
                text.prefix_of(hay, from, to)
            }
            fn suffix_of(&mut self, hay: &str, from: usize, to: usize) -> Option<usize> {
                let mut text: &str = &***self;
                text.suffix_of(hay, from, to)
            }
        }
    )* };
}
as_str! { &String &&str }

/// The matches of a pattern one after the other, from both ends.
#[derive(Clone)]
pub(crate) struct Searcher<'a, P> {
    pub(crate) hay: &'a str,
    pattern: P,
    from: usize,
    to: usize,
    done: bool,
}
impl<'a, P: Pattern> Searcher<'a, P> {
    pub(crate) fn new(hay: &'a str, pattern: P) -> Searcher<'a, P> {
        Searcher {
            hay,
            pattern,
            from: 0,
            to: hay.len(),
            done: false,
        }
    }
    pub(crate) fn next_match(&mut self) -> Option<(usize, usize)> {
        if self.done {
            return None;
        }
        let found = self.pattern.find_in(self.hay, self.from, self.to);
        match found {
            // An empty match: the next one begins a character further.
            Some((start, end)) if start == end => match part(self.hay, end, self.to).chars().next() {
                Some(c) => self.from = end + c.len_utf8(),
                None => self.done = true,
            },
            Some((_, end)) => self.from = end,
            None => self.done = true,
        }
        found
    }
    pub(crate) fn next_match_back(&mut self) -> Option<(usize, usize)> {
        if self.done {
            return None;
        }
        let found = self.pattern.rfind_in(self.hay, self.from, self.to);
        match found {
            Some((start, end)) if start == end => match part(self.hay, self.from, start).chars().next_back() {
                Some(c) => self.to = start - c.len_utf8(),
                None => self.done = true,
            },
            Some((start, _)) => self.to = start,
            None => self.done = true,
        }
        found
    }
}
