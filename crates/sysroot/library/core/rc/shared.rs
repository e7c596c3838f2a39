//! What `Rc` and `Arc` have in common; only their counting differs.

macro_rules! shared {
    ($Rc:ident $Inner:ident) => {
        impl<T> $Rc<T> {
            pub fn new(value: T) -> $Rc<T> {
                $Rc {
                    ptr: crate::boxed::Box::into_raw(crate::boxed::Box::new(new_inner(value, 1))) as *const $Inner<T>,
                }
            }
            pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> $Rc<T> {
                let inner: mem::MaybeUninit<$Inner<T>> = mem::MaybeUninit::uninit();
                let p = crate::boxed::Box::into_raw(crate::boxed::Box::new(inner)) as *mut $Inner<T>;
                // The counts first: until the value is there nothing can be upgraded.
                intrinsics::raw_write(p as *mut $Inner<()>, new_inner((), 0));
                let weak = Weak {
                    ptr: p as *const $Inner<T>,
                };
                let value = data_fn(&weak);
                intrinsics::raw_write(unsafe { &raw mut (*p).value }, value);
                add_strong(p as *const $Inner<T>);
                mem::forget(weak);
                $Rc {
                    ptr: p as *const $Inner<T>,
                }
            }
            pub fn pin(value: T) -> Pin<$Rc<T>> {
                unsafe { Pin::new_unchecked($Rc::new(value)) }
            }
            pub fn try_unwrap(this: Self) -> Result<T, Self> {
                if !take_unique(this.ptr) {
                    return Err(this);
                }
                let value = intrinsics::raw_read(unsafe { &raw const (*this.ptr).value });
                let _weak = Weak { ptr: this.ptr };
                mem::forget(this);
                Ok(value)
            }
            pub fn into_inner(this: Self) -> Option<T> {
                let ptr = this.ptr;
                mem::forget(this);
                if !sub_strong(ptr) {
                    return None;
                }
                let value = intrinsics::raw_read(unsafe { &raw const (*ptr).value });
                let _weak = Weak { ptr };
                Some(value)
            }
            pub fn unwrap_or_clone(this: Self) -> T
            where
                T: Clone,
            {
                $Rc::try_unwrap(this).unwrap_or_else(|rc| (*rc).clone())
            }
        }
        impl<T: ?Sized> $Rc<T> {
            pub fn as_ptr(this: &Self) -> *const T {
                unsafe { &raw const (*this.ptr).value }
            }
            pub fn into_raw(this: Self) -> *const T {
                let p = $Rc::as_ptr(&this);
                mem::forget(this);
                p
            }
            pub fn downgrade(this: &Self) -> Weak<T> {
                add_weak(this.ptr);
                Weak { ptr: this.ptr }
            }
            pub fn weak_count(this: &Self) -> usize {
                weak_of(this.ptr) - 1
            }
            pub fn strong_count(this: &Self) -> usize {
                strong_of(this.ptr)
            }
            pub fn get_mut(this: &mut Self) -> Option<&mut T> {
                if lock_unique(this.ptr) {
                    Some(unsafe { &mut (*(this.ptr as *mut $Inner<T>)).value })
                } else {
                    None
                }
            }
            pub fn ptr_eq(this: &Self, other: &Self) -> bool {
                this.ptr as *const () as usize == other.ptr as *const () as usize
            }
        }
        impl<T> $Rc<T> {
            /// From the address of the value back to that of its counts.
            pub unsafe fn from_raw(ptr: *const T) -> Self {
                let align = intrinsics::align_of::<T>();
                let header = intrinsics::size_of::<$Inner<()>>();
                let offset = (header + align - 1) / align * align;
                $Rc {
                    ptr: (ptr as usize - offset) as *const $Inner<T>,
                }
            }
            pub unsafe fn increment_strong_count(ptr: *const T) {
                let this = unsafe { $Rc::from_raw(ptr) };
                mem::forget(this.clone());
                mem::forget(this);
            }
            pub unsafe fn decrement_strong_count(ptr: *const T) {
                drop(unsafe { $Rc::from_raw(ptr) });
            }
        }
        impl<T: Clone> $Rc<T> {
            pub fn make_mut(this: &mut Self) -> &mut T {
                if !lock_unique(this.ptr) {
                    if strong_of(this.ptr) == 1 {
                        // Only weak references are in the way: they lose the value.
                        let value = intrinsics::raw_read(unsafe { &raw const (*this.ptr).value });
                        take_unique(this.ptr);
                        let old = mem::replace(this, $Rc::new(value));
                        let _weak = Weak { ptr: old.ptr };
                        mem::forget(old);
                    } else {
                        *this = $Rc::new((**this).clone());
                    }
                }
                unsafe { &mut (*(this.ptr as *mut $Inner<T>)).value }
            }
        }
        impl<T: ?Sized> Deref for $Rc<T> {
            type Target = T;
            fn deref(&self) -> &T {
                unsafe { &(*self.ptr).value }
            }
        }
        impl<T: ?Sized> Clone for $Rc<T> {
            fn clone(&self) -> $Rc<T> {
                add_strong(self.ptr);
                $Rc { ptr: self.ptr }
            }
        }
        impl<T: ?Sized> Drop for $Rc<T> {
            fn drop(&mut self) {
                if sub_strong(self.ptr) {
                    // Frees the memory also when the value's destructor panics.
                    let _weak = Weak { ptr: self.ptr };
                    intrinsics::drop_in_place(unsafe { &raw mut (*(self.ptr as *mut $Inner<T>)).value });
                }
            }
        }
        impl<T: ?Sized> Unpin for $Rc<T> {}
        impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<$Rc<U>> for $Rc<T> {}
        impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<$Rc<U>> for $Rc<T> {}
        impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Weak<U>> for Weak<T> {}
        impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Weak<U>> for Weak<T> {}

        impl<T> Weak<T> {
            /// Points at nothing, which is told by its address.
            pub const fn new() -> Weak<T> {
                Weak {
                    ptr: 0usize as *const $Inner<T>,
                }
            }
        }
        impl<T: ?Sized> Weak<T> {
            fn is_dangling(&self) -> bool {
                self.ptr as *const () as usize == 0
            }
            pub fn upgrade(&self) -> Option<$Rc<T>> {
                if !self.is_dangling() && upgrade(self.ptr) {
                    Some($Rc { ptr: self.ptr })
                } else {
                    None
                }
            }
            pub fn strong_count(&self) -> usize {
                if self.is_dangling() {
                    0
                } else {
                    strong_of(self.ptr)
                }
            }
            pub fn weak_count(&self) -> usize {
                if self.is_dangling() {
                    return 0;
                }
                if strong_of(self.ptr) > 0 {
                    weak_of(self.ptr) - 1
                } else {
                    0
                }
            }
            pub fn ptr_eq(&self, other: &Self) -> bool {
                self.ptr as *const () as usize == other.ptr as *const () as usize
            }
        }
        impl<T: ?Sized> Clone for Weak<T> {
            fn clone(&self) -> Weak<T> {
                if !self.is_dangling() {
                    add_weak(self.ptr);
                }
                Weak { ptr: self.ptr }
            }
        }
        impl<T: ?Sized> Drop for Weak<T> {
            fn drop(&mut self) {
                if !self.is_dangling() && sub_weak(self.ptr) {
                    let (size, align) = (
                        intrinsics::size_of_val(self.ptr),
                        intrinsics::align_of_val(self.ptr),
                    );
                    intrinsics::heap_dealloc(self.ptr as *mut u8, size, align);
                }
            }
        }
        impl<T: ?Sized> Unpin for Weak<T> {}
        impl<T> Default for Weak<T> {
            fn default() -> Weak<T> {
                Weak::new()
            }
        }
        impl<T: ?Sized> fmt::Debug for Weak<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("(Weak)")
            }
        }

        impl<T: Default> Default for $Rc<T> {
            fn default() -> $Rc<T> {
                $Rc::new(T::default())
            }
        }
        impl<T: ?Sized + PartialEq> PartialEq for $Rc<T> {
            fn eq(&self, other: &$Rc<T>) -> bool {
                **self == **other
            }
        }
        impl<T: ?Sized + Eq> Eq for $Rc<T> {}
        impl<T: ?Sized + PartialOrd> PartialOrd for $Rc<T> {
            fn partial_cmp(&self, other: &$Rc<T>) -> Option<crate::cmp::Ordering> {
                (**self).partial_cmp(&**other)
            }
        }
        impl<T: ?Sized + Ord> Ord for $Rc<T> {
            fn cmp(&self, other: &$Rc<T>) -> crate::cmp::Ordering {
                (**self).cmp(&**other)
            }
        }
        impl<T: ?Sized + hash::Hash> hash::Hash for $Rc<T> {
            fn hash<H: hash::Hasher>(&self, state: &mut H) {
                (**self).hash(state)
            }
        }
        impl<T: ?Sized + fmt::Display> fmt::Display for $Rc<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }
        impl<T: ?Sized + fmt::Debug> fmt::Debug for $Rc<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }
        impl<T: ?Sized> fmt::Pointer for $Rc<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::pointer($Rc::as_ptr(self).addr(), f)
            }
        }
        impl<T: ?Sized> crate::borrow::Borrow<T> for $Rc<T> {
            fn borrow(&self) -> &T {
                &**self
            }
        }
        impl<T: ?Sized> AsRef<T> for $Rc<T> {
            fn as_ref(&self) -> &T {
                &**self
            }
        }
        impl<T> From<T> for $Rc<T> {
            fn from(t: T) -> Self {
                $Rc::new(t)
            }
        }
        impl From<&str> for $Rc<str> {
            fn from(s: &str) -> $Rc<str> {
                let bytes: $Rc<[u8]> = $Rc::from(s.as_bytes());
                intrinsics::transmute(bytes)
            }
        }
        impl From<String> for $Rc<str> {
            fn from(s: String) -> $Rc<str> {
                $Rc::from(s.as_str())
            }
        }
        impl<T> From<crate::boxed::Box<T>> for $Rc<T> {
            fn from(b: crate::boxed::Box<T>) -> $Rc<T> {
                $Rc::new(*b)
            }
        }
        impl From<crate::boxed::Box<str>> for $Rc<str> {
            fn from(b: crate::boxed::Box<str>) -> $Rc<str> {
                $Rc::from(&*b)
            }
        }
        impl<T> From<crate::boxed::Box<[T]>> for $Rc<[T]> {
            fn from(b: crate::boxed::Box<[T]>) -> $Rc<[T]> {
                $Rc::from(b.into_vec())
            }
        }
        impl<T: Clone> From<&[T]> for $Rc<[T]> {
            fn from(s: &[T]) -> $Rc<[T]> {
                $Rc::from(s.to_vec())
            }
        }
        impl<T> From<Vec<T>> for $Rc<[T]> {
            fn from(mut v: Vec<T>) -> $Rc<[T]> {
                let len = v.len();
                let (align, counts) = (
                    intrinsics::align_of::<$Inner<T>>(),
                    intrinsics::size_of::<$Inner<()>>(),
                );
                let start = (counts + intrinsics::align_of::<T>() - 1) / intrinsics::align_of::<T>()
                    * intrinsics::align_of::<T>();
                let size = (start + len * intrinsics::size_of::<T>() + align - 1) / align * align;
                let p = intrinsics::heap_alloc(size, align);
                intrinsics::raw_write(p as *mut $Inner<()>, new_inner((), 1));
                let values = intrinsics::ptr_offset_mut(p, start as isize) as *mut T;
                intrinsics::copy_nonoverlapping(v.as_ptr(), values, len);
                unsafe { v.set_len(0) };
                $Rc {
                    ptr: intrinsics::slice_from_raw(p as *const T, len) as *const $Inner<[T]>,
                }
            }
        }
        impl<T, const N: usize> From<[T; N]> for $Rc<[T]> {
            fn from(array: [T; N]) -> $Rc<[T]> {
                $Rc::<[T; N]>::new(array)
            }
        }
        impl<T> FromIterator<T> for $Rc<[T]> {
            fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
                $Rc::from(Vec::from_iter(iter))
            }
        }
    };
}
