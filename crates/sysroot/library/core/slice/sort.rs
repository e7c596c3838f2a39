//! A stable merge sort: runs of twenty by insertion, merged from the bottom up.

use crate::intrinsics;

const RUN: usize = 20;

pub(super) fn merge_sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], is_less: &mut F) {
    let len = v.len();
    if len < 2 || intrinsics::size_of::<T>() == 0 {
        return;
    }
    let mut start = 0;
    while start < len {
        let end = if start + RUN < len { start + RUN } else { len };
        insertion_sort(&mut v[start..end], is_less);
        start = end;
    }
    if len <= RUN {
        return;
    }
    // It never holds elements that it would have to drop: its length stays zero.
    let mut buffer: Vec<T> = Vec::with_capacity(len / 2 + RUN);
    let mut width = RUN;
    while width < len {
        let mut start = 0;
        while start + width < len {
            let end = if start + 2 * width < len {
                start + 2 * width
            } else {
                len
            };
            buffer.reserve(width);
            merge(&mut v[start..end], width, buffer.as_mut_ptr(), is_less);
            start = end;
        }
        width *= 2;
    }
}

/// Swaps neighbours, so that a panicking comparison leaves every element in the slice once.
fn insertion_sort<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], is_less: &mut F) {
    let base = v.as_mut_ptr();
    let mut i = 1;
    while i < v.len() {
        let mut at = i;
        while at > 0 {
            let right = intrinsics::ptr_offset_mut(base, at as isize);
            let left = intrinsics::ptr_offset_mut(base, at as isize - 1);
            if !is_less(unsafe { &*right }, unsafe { &*left }) {
                break;
            }
            let moved = intrinsics::raw_read(right as *const T);
            intrinsics::copy_nonoverlapping(left as *const T, right, 1);
            intrinsics::raw_write(left, moved);
            at -= 1;
        }
        i += 1;
    }
}

/// What is left of the first half, in the buffer; it goes back into its gap whatever happens.
struct Hole<T> {
    from: *const T,
    end: *const T,
    to: *mut T,
}
impl<T> Drop for Hole<T> {
    fn drop(&mut self) {
        let bytes = self.end as usize - self.from as usize;
        intrinsics::mem_copy(self.to as *mut u8, self.from as *const u8, bytes);
    }
}
fn merge<T, F: FnMut(&T, &T) -> bool>(v: &mut [T], mid: usize, buffer: *mut T, is_less: &mut F) {
    let base = v.as_mut_ptr();
    let end = intrinsics::ptr_offset(base as *const T, v.len() as isize);
    let mut right = intrinsics::ptr_offset(base as *const T, mid as isize);
    // In order already: nothing to do.
    if !is_less(unsafe { &*right }, unsafe { &*intrinsics::ptr_offset(right, -1) }) {
        return;
    }
    intrinsics::copy_nonoverlapping(base as *const T, buffer, mid);
    let mut hole = Hole {
        from: buffer,
        end: intrinsics::ptr_offset(buffer as *const T, mid as isize),
        to: base,
    };
    while hole.from != hole.end && right != end {
        if is_less(unsafe { &*right }, unsafe { &*hole.from }) {
            intrinsics::copy_nonoverlapping(right, hole.to, 1);
            right = intrinsics::ptr_offset(right, 1);
        } else {
            intrinsics::copy_nonoverlapping(hole.from, hole.to, 1);
            hole.from = intrinsics::ptr_offset(hole.from, 1);
        }
        hole.to = intrinsics::ptr_offset_mut(hole.to, 1);
    }
}
