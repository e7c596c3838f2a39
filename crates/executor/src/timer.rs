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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SplitMix64;

    #[test]
    fn due_ones_come_in_order_and_equal_ones_as_they_were_set() {
        let mut timers = TimerQueue::new();
        for (due, name) in [(30, "c"), (10, "a"), (20, "b1"), (20, "b2")] {
            timers.insert(due, name);
        }
        assert_eq!(timers.next_due(), Some(10));
        assert_eq!(timers.pop_due(9), None);
        let mut fired = Vec::new();
        while let Some((timer, due, name)) = timers.pop_due(20) {
            fired.push((timer.0, due, name));
        }
        assert_eq!(fired, [(2, 10, "a"), (3, 20, "b1"), (4, 20, "b2")]);
        assert_eq!(timers.next_due(), Some(30));
    }

    #[test]
    fn a_timer_is_cancelled_once_and_its_number_not_used_again() {
        let mut timers = TimerQueue::new();
        let first = timers.insert(5, "first");
        assert_eq!(timers.get_mut(first), Some(&mut "first"));
        assert_eq!(timers.cancel(first), Some("first"));
        assert_eq!(timers.cancel(first), None);
        assert_eq!(timers.get_mut(first), None);
        let second = timers.insert(5, "second");
        assert_ne!(first, second);
        assert_eq!(timers.cancel(first), None);
        assert_eq!(timers.pop_due(5), Some((second, 5, "second")));
        assert_eq!(timers.cancel(second), None);
        assert!(timers.is_empty());
    }

    /// Beside a list that is sorted anew each time.
    #[test]
    fn random_operations_agree_with_a_sorted_list() {
        let mut random = SplitMix64::new(1);
        let mut timers = TimerQueue::new();
        let mut model: Vec<(Nanos, TimerId)> = Vec::new();
        for _ in 0..5000 {
            match random.below(4) {
                0 | 1 => {
                    let due = random.below(50) as Nanos;
                    model.push((due, timers.insert(due, ())));
                    model.sort();
                }
                2 if !model.is_empty() => {
                    let (_, timer) = model.remove(random.below(model.len()));
                    assert!(timers.cancel(timer).is_some());
                }
                _ => {
                    let now = random.below(50) as Nanos;
                    let expected = (model.first().is_some_and(|first| first.0 <= now))
                        .then(|| model.remove(0));
                    assert_eq!(
                        timers.pop_due(now).map(|(timer, due, ())| (due, timer)),
                        expected
                    );
                }
            }
            assert_eq!(timers.next_due(), model.first().map(|first| first.0));
            assert_eq!(timers.len(), model.len());
        }
    }
}
