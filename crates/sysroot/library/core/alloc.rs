//! Raw memory.

use crate::{fmt, intrinsics};

#[lang = "alloc_layout"]
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Layout {
    size: usize,
    align: usize,
}
impl Layout {
    pub const fn new<T>() -> Self {
        Layout {
            size: intrinsics::size_of::<T>(),
            align: intrinsics::align_of::<T>(),
        }
    }
    pub fn for_value<T: ?Sized>(t: &T) -> Self {
        Layout {
            size: intrinsics::size_of_val(t),
            align: intrinsics::align_of_val(t),
        }
    }
    pub fn array<T>(n: usize) -> Result<Self, LayoutError> {
        match intrinsics::size_of::<T>().checked_mul(n) {
            Some(size) if size <= isize::MAX as usize => Ok(Layout {
                size,
                align: intrinsics::align_of::<T>(),
            }),
            _ => Err(LayoutError),
        }
    }
    pub const fn from_size_align(size: usize, align: usize) -> Result<Self, LayoutError> {
        if align.is_power_of_two() {
            Ok(Layout { size, align })
        } else {
            Err(LayoutError)
        }
    }
    pub const unsafe fn from_size_align_unchecked(size: usize, align: usize) -> Self {
        Layout { size, align }
    }
    pub const fn size(&self) -> usize {
        self.size
    }
    pub const fn align(&self) -> usize {
        self.align
    }
}
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LayoutError;
impl fmt::Display for LayoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid parameters to Layout::from_size_align")
    }
}
impl crate::error::Error for LayoutError {}

pub unsafe fn alloc(layout: Layout) -> *mut u8 {
    intrinsics::heap_alloc(layout.size, layout.align)
}
pub unsafe fn alloc_zeroed(layout: Layout) -> *mut u8 {
    let p = intrinsics::heap_alloc(layout.size, layout.align);
    intrinsics::mem_set(p, 0, layout.size);
    p
}
pub unsafe fn dealloc(ptr: *mut u8, layout: Layout) {
    intrinsics::heap_dealloc(ptr, layout.size, layout.align)
}
pub unsafe fn realloc(ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
    intrinsics::heap_realloc(ptr, layout.size, layout.align, new_size)
}
pub fn handle_alloc_error(layout: Layout) -> ! {
    panic!("memory allocation of {} bytes failed", layout.size)
}
