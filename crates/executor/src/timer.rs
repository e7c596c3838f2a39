//! What is to happen when: [`TimerQueue`]. It reads no clock; the time is given to it.

use std::collections::BTreeMap;

use trace::{Nanos, TimerId};

/// Timers with a payload each, by the time they are due; those due at the same time in the order they were
/// set. Numbers count from 1 and are not used again.
pub struct TimerQueue<T> {
    /// The number as the second part of the key keeps equal times in order.
    by_due: BTreeMap<(Nanos, TimerId), T>,
    due_of: BTreeMap<TimerId, Nanos>,
    last: u32,
}

impl<T> Default for TimerQueue<T> {
    fn default() -> Self {
        TimerQueue::new()
    }
}

impl<T> TimerQueue<T> {
    pub fn new() -> Self {
        TimerQueue {
            by_due: BTreeMap::new(),
            due_of: BTreeMap::new(),
            last: 0,
        }
    }

    pub fn insert(&mut self, due: Nanos, payload: T) -> TimerId {
        self.last = self
            .last
            .checked_add(1)
            .expect("fewer than 2³² timers in a run");
        let timer = TimerId(self.last);
        self.by_due.insert((due, timer), payload);
        self.due_of.insert(timer, due);
        timer
    }

    /// Forgets a timer; none if it has fired or was cancelled before.
    pub fn cancel(&mut self, timer: TimerId) -> Option<T> {
        let due = self.due_of.remove(&timer)?;
        self.by_due.remove(&(due, timer))
    }

    pub fn get_mut(&mut self, timer: TimerId) -> Option<&mut T> {
        let due = *self.due_of.get(&timer)?;
        self.by_due.get_mut(&(due, timer))
    }

    /// The first timer that is due at `now` or was before.
    pub fn pop_due(&mut self, now: Nanos) -> Option<(TimerId, Nanos, T)> {
        let first = self
            .by_due
            .first_entry()
            .filter(|first| first.key().0 <= now)?;
        let ((due, timer), payload) = first.remove_entry();
        self.due_of.remove(&timer);
        Some((timer, due, payload))
    }

    /// When the first timer is due.
    pub fn next_due(&self) -> Option<Nanos> {
        self.by_due.first_key_value().map(|((due, _), _)| *due)
    }

    /// All timers with their times, the first due first.
    pub fn iter(&self) -> impl Iterator<Item = (TimerId, Nanos, &T)> {
        self.by_due
            .iter()
            .map(|(&(due, timer), payload)| (timer, due, payload))
    }

    pub fn len(&self) -> usize {
        self.by_due.len()
    }

    pub fn is_empty(&self) -> bool {
        self.by_due.is_empty()
    }
}
