//! Values that stay where they are.

use crate::cmp::Ordering;
use crate::ops::{CoerceUnsized, Deref, DerefMut, DispatchFromDyn};
use crate::{fmt, hash};

#[lang = "pin"]
#[fundamental]
#[repr(transparent)]
#[derive(Copy, Clone)]
pub struct Pin<Ptr> {
    /// Public because `pin!` makes one in place; not for programs.
    pub __pointer: Ptr,
}
impl<Ptr: Deref> Pin<Ptr> {
    pub const fn new(pointer: Ptr) -> Pin<Ptr>
    where
        Ptr::Target: Unpin,
    {
        Pin { __pointer: pointer }
    }
    #[lang = "new_unchecked"]
    pub const unsafe fn new_unchecked(pointer: Ptr) -> Pin<Ptr> {
        Pin { __pointer: pointer }
    }
    pub fn as_ref(&self) -> Pin<&Ptr::Target> {
        Pin {
            __pointer: &*self.__pointer,
        }
    }
    pub fn as_mut(&mut self) -> Pin<&mut Ptr::Target>
    where
        Ptr: DerefMut,
    {
        Pin {
            __pointer: &mut *self.__pointer,
        }
    }
    pub fn as_deref_mut(self: Pin<&mut Pin<Ptr>>) -> Pin<&mut Ptr::Target>
    where
        Ptr: DerefMut,
    {
        unsafe { self.get_unchecked_mut() }.as_mut()
    }
    pub fn set(&mut self, value: Ptr::Target)
    where
        Ptr: DerefMut,
        Ptr::Target: Sized,
    {
        *self.__pointer = value;
    }
    pub fn into_inner(pin: Pin<Ptr>) -> Ptr
    where
        Ptr::Target: Unpin,
    {
        pin.__pointer
    }
    pub unsafe fn into_inner_unchecked(pin: Pin<Ptr>) -> Ptr {
        pin.__pointer
    }
}
impl<'a, T: ?Sized> Pin<&'a T> {
    pub unsafe fn map_unchecked<U: ?Sized, F: FnOnce(&T) -> &U>(self, func: F) -> Pin<&'a U> {
        Pin {
            __pointer: func(self.__pointer),
        }
    }
    pub const fn get_ref(self) -> &'a T {
        self.__pointer
    }
}
impl<'a, T: ?Sized> Pin<&'a mut T> {
    pub fn into_ref(self) -> Pin<&'a T> {
        Pin {
            __pointer: self.__pointer,
        }
    }
    pub fn get_mut(self) -> &'a mut T
    where
        T: Unpin,
    {
        self.__pointer
    }
    pub unsafe fn get_unchecked_mut(self) -> &'a mut T {
        self.__pointer
    }
    pub unsafe fn map_unchecked_mut<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(self, func: F) -> Pin<&'a mut U> {
        Pin {
            __pointer: func(self.__pointer),
        }
    }
}
impl<T: ?Sized> Pin<&'static T> {
    pub const fn static_ref(r: &'static T) -> Pin<&'static T> {
        Pin { __pointer: r }
    }
}
impl<Ptr: Deref> Deref for Pin<Ptr> {
    type Target = Ptr::Target;
    fn deref(&self) -> &Ptr::Target {
        &*self.__pointer
    }
}
impl<Ptr: DerefMut> DerefMut for Pin<Ptr>
where
    Ptr::Target: Unpin,
{
    fn deref_mut(&mut self) -> &mut Ptr::Target {
        &mut *self.__pointer
    }
}
impl<Ptr: CoerceUnsized<U>, U> CoerceUnsized<Pin<U>> for Pin<Ptr> {}
impl<Ptr: DispatchFromDyn<U>, U> DispatchFromDyn<Pin<U>> for Pin<Ptr> {}
impl<Ptr: Deref, Q: Deref> PartialEq<Pin<Q>> for Pin<Ptr>
where
    Ptr::Target: PartialEq<Q::Target>,
{
    fn eq(&self, other: &Pin<Q>) -> bool {
        **self == **other
    }
}
impl<Ptr: Deref<Target: Eq>> Eq for Pin<Ptr> {}
impl<Ptr: Deref, Q: Deref> PartialOrd<Pin<Q>> for Pin<Ptr>
where
    Ptr::Target: PartialOrd<Q::Target>,
{
    fn partial_cmp(&self, other: &Pin<Q>) -> Option<Ordering> {
        (**self).partial_cmp(&**other)
    }
}
impl<Ptr: Deref<Target: hash::Hash>> hash::Hash for Pin<Ptr> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        (**self).hash(state)
    }
}
impl<Ptr: fmt::Debug> fmt::Debug for Pin<Ptr> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.__pointer.fmt(f)
    }
}
impl<Ptr: fmt::Display> fmt::Display for Pin<Ptr> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.__pointer.fmt(f)
    }
}
impl<Ptr: fmt::Pointer> fmt::Pointer for Pin<Ptr> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.__pointer.fmt(f)
    }
}

/// The temporary lives as long as the result, by the rule for `let x = Struct { field: &mut temporary() }`.
pub macro pin($value:expr $(,)?) {
    $crate::pin::Pin::<&mut _> {
        __pointer: &mut { $value },
    }
}
