//! Asking for memory in a way that can be refused.

use crate::collections::TryReserveError;

impl<T> Vec<T> {
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        TryReserveError::check::<T>(self.len(), additional)?;
        self.reserve(additional);
        Ok(())
    }
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError> {
        TryReserveError::check::<T>(self.len(), additional)?;
        self.reserve_exact(additional);
        Ok(())
    }
}
impl String {
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        TryReserveError::check::<u8>(self.len(), additional)?;
        self.reserve(additional);
        Ok(())
    }
}
