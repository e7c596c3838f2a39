//! Why memory was refused.

use crate::{fmt, intrinsics};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TryReserveError {
    kind: TryReserveErrorKind,
}
#[derive(Clone, PartialEq, Eq, Debug)]
enum TryReserveErrorKind {
    CapacityOverflow,
}
impl TryReserveError {
    /// Is there such a capacity at all?
    pub(crate) fn check<T>(len: usize, additional: usize) -> Result<(), TryReserveError> {
        let bytes = len
            .checked_add(additional)
            .and_then(|n| n.checked_mul(intrinsics::size_of::<T>()));
        match bytes {
            Some(n) if n <= isize::MAX as usize => Ok(()),
            _ => Err(TryReserveError {
                kind: TryReserveErrorKind::CapacityOverflow,
            }),
        }
    }
}
impl fmt::Display for TryReserveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "memory allocation failed because the computed capacity exceeded the collection's maximum",
        )
    }
}
impl crate::error::Error for TryReserveError {}
