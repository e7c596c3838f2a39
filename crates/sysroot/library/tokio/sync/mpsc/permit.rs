//! Room that was reserved for messages to come.

use std::fmt;

use super::Sender;
use super::chan::Chan;

pub struct Permit<'a, T> {
    pub(super) chan: &'a Chan<T>,
}
impl<T> Permit<'_, T> {
    pub fn send(self, value: T) {
        let chan = self.chan;
        core::mem::forget(self);
        chan.push(value);
    }
}
impl<T> Drop for Permit<'_, T> {
    fn drop(&mut self) {
        self.chan.give_back_unused(1);
    }
}
impl<T> fmt::Debug for Permit<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permit").finish_non_exhaustive()
    }
}

pub struct PermitIterator<'a, T> {
    pub(super) chan: &'a Chan<T>,
    pub(super) n: usize,
}
impl<'a, T> Iterator for PermitIterator<'a, T> {
    type Item = Permit<'a, T>;
    fn next(&mut self) -> Option<Permit<'a, T>> {
        self.n = self.n.checked_sub(1)?;
        Some(Permit { chan: self.chan })
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.n, Some(self.n))
    }
}
impl<T> ExactSizeIterator for PermitIterator<'_, T> {}
impl<T> Drop for PermitIterator<'_, T> {
    fn drop(&mut self) {
        if self.n > 0 {
            self.chan.give_back_unused(self.n);
        }
    }
}
impl<T> fmt::Debug for PermitIterator<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PermitIterator")
            .field("capacity", &self.n)
            .finish_non_exhaustive()
    }
}

pub struct OwnedPermit<T> {
    pub(super) sender: Option<Sender<T>>,
}
impl<T> OwnedPermit<T> {
    fn take(&mut self) -> Sender<T> {
        match self.sender.take() {
            Some(sender) => sender,
            None => unreachable!("OwnedPermit sender is only taken when the permit is moved"),
        }
    }
    pub fn send(mut self, value: T) -> Sender<T> {
        let sender = self.take();
        sender.chan.push(value);
        sender
    }
    pub fn release(mut self) -> Sender<T> {
        let sender = self.take();
        sender.chan.give_back_unused(1);
        sender
    }
}
impl<T> Drop for OwnedPermit<T> {
    fn drop(&mut self) {
        if let Some(sender) = self.sender.take() {
            sender.chan.give_back_unused(1);
        }
    }
}
impl<T> fmt::Debug for OwnedPermit<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnedPermit").finish_non_exhaustive()
    }
}
