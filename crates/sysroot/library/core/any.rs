//! Types as values.

use crate::boxed::Box;
use crate::{fmt, intrinsics};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId {
    id: u128,
}

impl TypeId {
    pub const fn of<T: ?Sized + 'static>() -> TypeId {
        TypeId {
            id: intrinsics::type_id::<T>(),
        }
    }
}

impl fmt::Debug for TypeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TypeId({:#034x})", self.id)
    }
}

pub const fn type_name<T: ?Sized>() -> &'static str {
    intrinsics::type_name::<T>()
}

pub const fn type_name_of_val<T: ?Sized>(_value: &T) -> &'static str {
    intrinsics::type_name::<T>()
}

pub trait Any: 'static {
    fn type_id(&self) -> TypeId;
}

impl<T: 'static + ?Sized> Any for T {
    fn type_id(&self) -> TypeId {
        TypeId::of::<T>()
    }
}

macro_rules! any_methods {
    ($($t:ty),*) => { $(
        impl $t {
            pub fn is<T: Any>(&self) -> bool {
                TypeId::of::<T>() == Any::type_id(self)
            }
            pub fn downcast_ref<T: Any>(&self) -> Option<&T> {
                if self.is::<T>() { Some(unsafe { &*(self as *const Self as *const T) }) } else { None }
            }
            pub fn downcast_mut<T: Any>(&mut self) -> Option<&mut T> {
                if self.is::<T>() { Some(unsafe { &mut *(self as *mut Self as *mut T) }) } else { None }
            }
        }
        impl fmt::Debug for $t {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("Any { .. }")
            }
        }
        impl Box<$t> {
            pub fn downcast<T: Any>(self) -> Result<Box<T>, Self> {
                if (*self).is::<T>() { Ok(unsafe { Box::from_raw(Box::into_raw(self) as *mut T) }) } else { Err(self) }
            }
        }
    )* };
}
any_methods! { dyn Any, dyn Any + Send, dyn Any + Send + Sync }
