//! Parts of strings by byte ranges.

use crate::intrinsics;
use crate::ops::{Index, IndexMut, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use crate::slice::SliceIndex;

/// `s[start..end]` without a look at the boundaries.
pub(super) fn part(s: &str, start: usize, end: usize) -> &str {
    unsafe { &*intrinsics::str_from_raw(intrinsics::ptr_offset(s.as_ptr(), start as isize), end - start) }
}
pub(super) fn fail(s: &str, begin: usize, end: usize) -> ! {
    let len = s.len();
    // No more of a long text than this is shown.
    let shown = s.floor_char_boundary(256);
    let rest = if shown < len { "[...]" } else { "" };
    let text = part(s, 0, shown);
    if begin > len {
        panic!("start byte index {begin} is out of bounds of `{text}`{rest}");
    }
    if end > len {
        panic!("end byte index {end} is out of bounds of `{text}`{rest}");
    }
    if begin > end {
        panic!("begin > end ({begin} > {end}) when slicing `{text}`{rest}");
    }
    let (which, at) = if s.is_char_boundary(begin) {
        ("end", end)
    } else {
        ("start", begin)
    };
    let start = s.floor_char_boundary(at);
    let c = part(s, start, len).chars().next().unwrap();
    let char_end = start + c.len_utf8();
    panic!(
        "{which} byte index {at} is not a char boundary; it is inside {c:?} (bytes {start}..{char_end}) of `{text}`{rest}"
    )
}
fn checked(s: &str, start: usize, end: usize) -> Option<*const str> {
    if start <= end && s.is_char_boundary(start) && s.is_char_boundary(end) {
        Some(part(s, start, end))
    } else {
        None
    }
}

macro_rules! str_indexes {
    ($($t:ty, |$range:ident, $len:ident| $start:expr, $end:expr $(, told $told:expr)?;)*) => { $(
        unsafe impl SliceIndex<str> for $t {
            type Output = str;
            fn get(self, s: &str) -> Option<&str> {
                let ($range, $len) = (self, s.len());
                match checked(s, $start, $end) {
                    Some(part) => Some(unsafe { &*part }),
                    None => None,
                }
            }
            fn get_mut(self, s: &mut str) -> Option<&mut str> {
                let ($range, $len) = (self, s.len());
                match checked(s, $start, $end) {
                    Some(part) => Some(unsafe { &mut *(part as *mut str) }),
                    None => None,
                }
            }
            unsafe fn get_unchecked(self, s: *const str) -> *const str {
                let s = unsafe { &*s };
                let ($range, $len) = (self, s.len());
                part(s, $start, $end)
            }
            fn index(self, s: &str) -> &str {
                let ($range, $len) = (self, s.len());
                let (start, end) = ($start, $end);
                let told = end;
                // Beyond the end an inclusive range is told by its own number.
                $( let told = $told; )?
                match checked(s, start, end) {
                    Some(part) => unsafe { &*part },
                    None => fail(s, start, told),
                }
            }
            fn index_mut(self, s: &mut str) -> &mut str {
                let ($range, $len) = (self, s.len());
                let (start, end) = ($start, $end);
                let told = end;
                // Beyond the end an inclusive range is told by its own number.
                $( let told = $told; )?
                match checked(s, start, end) {
                    Some(part) => unsafe { &mut *(part as *mut str) },
                    None => fail(s, start, told),
                }
            }
        }
    )* };
}
str_indexes! {
    Range<usize>, |r, _len| r.start, r.end;
    RangeTo<usize>, |r, _len| 0, r.end;
    RangeFrom<usize>, |r, len| r.start, len;
    RangeFull, |_r, len| 0, len;
    RangeInclusive<usize>, |r, len| r.start, r.end + 1, told if r.end > len { r.end } else { r.end + 1 };
    RangeToInclusive<usize>, |r, len| 0, r.end + 1, told if r.end > len { r.end } else { r.end + 1 };
}
impl<I: SliceIndex<str>> Index<I> for str {
    type Output = I::Output;
    fn index(&self, index: I) -> &I::Output {
        index.index(self)
    }
}
impl<I: SliceIndex<str>> IndexMut<I> for str {
    fn index_mut(&mut self, index: I) -> &mut I::Output {
        index.index_mut(self)
    }
}
