//! The scheduling policy: which task is polled next, and what a wake does. No I/O, no clock, no futures.
//!
//! [`LocalExecutor`](crate::LocalExecutor) polls native futures by it, and the host of the machine in the page polls the
//! tasks of the learner's program by it, so that both show the same behaviour. Whoever uses it does, in turn:
//! [`next`](Scheduler::next), poll the task, then [`pending`](Scheduler::pending) or
//! [`finish`](Scheduler::finish); and [`wake`](Scheduler::wake) at any time.

use std::collections::VecDeque;

use crate::rng::SplitMix64;

/// What a task is doing, for the scheduler.
///
/// ```text
///              wake                next                  finish
///   Waiting ─────────▶ Queued ─────────────▶ Running ───────────────▶ (gone)
///      ▲                 ▲     pending, woken  │
///      │                 └─────────────────────┤
///      └───────────────────────────────────────┘ pending
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The task has been inserted, or its last poll was pending, and nobody has woken it since. It is not in
    /// the ready queue. Only a wake changes that; if nobody holds its waker it waits for ever.
    Waiting,
    /// The task is in the ready queue, once. Further wakes change nothing: the poll that is to come will see
    /// whatever they announce.
    Queued,
    /// The task is being polled and has not been woken since the poll began. The state left `Queued` *before*
    /// the poll, not after it: a wake that arrives during the poll may announce something the poll has
    /// already looked at in vain, so it must not be lost.
    Running,
    /// The task is being polled and has been woken meanwhile, by itself or by somebody else. If the poll ends
    /// pending it is polled again. Further wakes change nothing.
    RunningWoken,
}

/// When a task that is woken during its own poll takes its place in the ready queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Requeue {
    /// At the wake, as in `futures::executor::LocalPool`: before the tasks that its poll wakes later.
    #[default]
    AtWake,
    /// After the poll, as in Tokio's current-thread runtime: behind all that its poll woke.
    AfterPoll,
}

/// How the next task is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// 0: first in, first out. Any other: one of the ready ones by chance, the same for the same seed.
    pub seed: u64,
    pub requeue: Requeue,
}

/// What a wake did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// The task will be polled because of it.
    Queued,
    /// Nothing: the task would have been polled anyway.
    Already,
    /// Nothing: the task is finished.
    Gone,
}

impl Woken {
    pub fn queued(self) -> bool {
        self == Woken::Queued
    }
}

/// A task in one scheduler. Once the task is gone the key fits no other task, even if its slot is used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    index: u32,
    generation: u32,
}

impl Key {
    /// The key as one number, for wakers that can carry only that.
    pub fn to_bits(self) -> u64 {
        u64::from(self.generation) << 32 | u64::from(self.index)
    }

    pub fn from_bits(bits: u64) -> Self {
        Key {
            index: bits as u32,
            generation: (bits >> 32) as u32,
        }
    }
}

struct Slot<T> {
    generation: u32,
    task: Option<(State, T)>,
}

/// Tasks with a payload each, and the queue of those that are ready.
pub struct Scheduler<T> {
    slots: Vec<Slot<T>>,
    /// Slots without a task.
    free: Vec<u32>,
    /// Ready tasks in the order they became so. A task that was finished while queued leaves its key behind;
    /// the generation tells.
    ready: VecDeque<Key>,
    /// Keys in `ready` whose task is still there.
    queued: usize,
    /// None for first in, first out.
    chance: Option<SplitMix64>,
    requeue: Requeue,
}

impl<T> Default for Scheduler<T> {
    fn default() -> Self {
        Scheduler::new(Policy::default())
    }
}

impl<T> Scheduler<T> {
    pub fn new(policy: Policy) -> Self {
        Scheduler {
            slots: Vec::new(),
            free: Vec::new(),
            ready: VecDeque::new(),
            queued: 0,
            chance: (policy.seed != 0).then(|| SplitMix64::new(policy.seed)),
            requeue: policy.requeue,
        }
    }

    /// Adds a task that waits: it must be woken to be polled.
    pub fn insert(&mut self, payload: T) -> Key {
        let task = Some((State::Waiting, payload));
        if let Some(index) = self.free.pop() {
            let slot = &mut self.slots[index as usize];
            slot.task = task;
            return Key {
                index,
                generation: slot.generation,
            };
        }
        let index = u32::try_from(self.slots.len()).expect("fewer than 2³² tasks at a time");
        self.slots.push(Slot {
            generation: 0,
            task,
        });
        Key {
            index,
            generation: 0,
        }
    }

    /// Adds a task that is ready.
    pub fn insert_ready(&mut self, payload: T) -> Key {
        let key = self.insert(payload);
        self.wake(key);
        key
    }

    /// Makes a waiting task ready; a no-op for every other, and for one that is gone.
    #[inline]
    pub fn wake(&mut self, key: Key) -> Woken {
        let requeue = self.requeue;
        let Some((state, _)) = self.task_mut(key) else {
            return Woken::Gone;
        };
        let enqueue = match *state {
            State::Waiting => {
                *state = State::Queued;
                true
            }
            State::Running => {
                *state = State::RunningWoken;
                requeue == Requeue::AtWake
            }
            State::Queued | State::RunningWoken => return Woken::Already,
        };
        if enqueue {
            self.enqueue(key);
        }
        Woken::Queued
    }

    /// Takes the next ready task from the queue; it is running from now on.
    ///
    /// With [`Requeue::AtWake`] there is one poll at a time: it must have ended by `pending` or `finish`. With
    /// [`Requeue::AfterPoll`] several tasks may be running (on simulated threads), and none is offered twice.
    #[inline]
    #[expect(
        clippy::should_implement_trait,
        reason = "a queue that grows while it is taken from is no iterator"
    )]
    pub fn next(&mut self) -> Option<Key> {
        self.next_entry().map(|(key, _)| key)
    }

    /// As [`next`](Scheduler::next), with the task's payload.
    #[inline]
    pub fn next_entry(&mut self) -> Option<(Key, &mut T)> {
        loop {
            if let Some(chance) = &mut self.chance
                && self.ready.len() > 1
            {
                let chosen = chance.below(self.ready.len());
                self.ready.swap(0, chosen);
            }
            let key = self.ready.pop_front()?;
            let slot = &mut self.slots[key.index as usize];
            if slot.generation != key.generation || slot.task.is_none() {
                continue;
            }
            self.queued -= 1;
            // Once more by index: the borrow checker does not yet follow a reference out of a loop.
            let (state, payload) = self.slots[key.index as usize].task.as_mut()?;
            debug_assert_eq!(
                *state,
                State::Queued,
                "a task that is being polled is not polled again"
            );
            *state = State::Running;
            return Some((key, payload));
        }
    }

    /// The poll of a running task has ended pending; says whether it is queued again.
    #[inline]
    pub fn pending(&mut self, key: Key) -> bool {
        self.pending_entry(key).is_some_and(|(queued, _)| queued)
    }

    /// As [`pending`](Scheduler::pending), with the task's payload; none if the task is gone.
    #[inline]
    pub fn pending_entry(&mut self, key: Key) -> Option<(bool, &mut T)> {
        let slot = self.slots.get_mut(key.index as usize)?;
        let (state, payload) = slot
            .task
            .as_mut()
            .filter(|_| slot.generation == key.generation)?;
        let queued = match *state {
            State::Running => {
                *state = State::Waiting;
                false
            }
            State::RunningWoken => {
                *state = State::Queued;
                if self.requeue == Requeue::AfterPoll {
                    self.ready.push_back(key);
                    self.queued += 1;
                }
                true
            }
            State::Waiting => false,
            State::Queued => true,
        };
        Some((queued, payload))
    }

    /// Removes a task in whatever state, and gives its payload back; none if it is gone already.
    pub fn finish(&mut self, key: Key) -> Option<T> {
        let requeue = self.requeue;
        let slot = self
            .slots
            .get_mut(key.index as usize)
            .filter(|slot| slot.generation == key.generation)?;
        let (state, payload) = slot.task.take()?;
        slot.generation = slot.generation.wrapping_add(1);
        let in_queue = match state {
            State::Queued => true,
            State::RunningWoken => requeue == Requeue::AtWake,
            State::Waiting | State::Running => false,
        };
        self.queued -= usize::from(in_queue);
        self.free.push(key.index);
        Some(payload)
    }

    pub fn get(&self, key: Key) -> Option<&T> {
        let slot = self.slots.get(key.index as usize)?;
        slot.task
            .as_ref()
            .filter(|_| slot.generation == key.generation)
            .map(|(_, payload)| payload)
    }

    #[inline]
    pub fn get_mut(&mut self, key: Key) -> Option<&mut T> {
        self.task_mut(key).map(|(_, payload)| payload)
    }

    /// The state of a task; none once it is gone.
    pub fn state(&self, key: Key) -> Option<State> {
        let slot = self.slots.get(key.index as usize)?;
        slot.task
            .as_ref()
            .filter(|_| slot.generation == key.generation)
            .map(|(state, _)| *state)
    }

    /// Whether [`next`](Scheduler::next) has a task to give.
    #[inline]
    pub fn has_ready(&self) -> bool {
        self.queued > 0
    }

    /// The ready queue in the order the tasks came into it.
    pub fn ready(&self) -> impl Iterator<Item = Key> {
        self.ready
            .iter()
            .copied()
            .filter(|&key| self.get(key).is_some())
    }

    /// All tasks, in the order of their slots.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.slots
            .iter()
            .zip(0..)
            .filter(|(slot, _)| slot.task.is_some())
            .map(|(slot, index)| Key {
                index,
                generation: slot.generation,
            })
    }

    /// Tasks that are not gone.
    pub fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline]
    fn task_mut(&mut self, key: Key) -> Option<&mut (State, T)> {
        let slot = self.slots.get_mut(key.index as usize)?;
        if slot.generation == key.generation {
            slot.task.as_mut()
        } else {
            None
        }
    }

    #[inline]
    fn enqueue(&mut self, key: Key) {
        self.ready.push_back(key);
        self.queued += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheduler(seed: u64, requeue: Requeue) -> Scheduler<&'static str> {
        Scheduler::new(Policy { seed, requeue })
    }

    fn drain(scheduler: &mut Scheduler<&'static str>) -> Vec<&'static str> {
        let mut order = Vec::new();
        while let Some(key) = scheduler.next() {
            order.extend(scheduler.finish(key));
        }
        order
    }

    #[test]
    fn first_in_first_out() {
        let mut scheduler = scheduler(0, Requeue::AtWake);
        for name in ["a", "b", "c"] {
            scheduler.insert_ready(name);
        }
        assert_eq!(drain(&mut scheduler), ["a", "b", "c"]);
    }

    #[test]
    fn a_seed_orders_by_chance_and_always_the_same() {
        let order = |seed| {
            let mut scheduler = scheduler(seed, Requeue::AtWake);
            for name in ["a", "b", "c", "d", "e"] {
                scheduler.insert_ready(name);
            }
            drain(&mut scheduler)
        };
        let orders: std::collections::BTreeSet<_> = (1..200).map(order).collect();
        assert!(
            orders.len() > 60,
            "of 120 possible orders only {}",
            orders.len()
        );
        assert!((1..200).all(|seed| order(seed) == order(seed)));
    }

    #[test]
    fn wakes_are_merged_until_the_poll_begins() {
        let mut scheduler = scheduler(0, Requeue::AtWake);
        let key = scheduler.insert("a");
        assert_eq!(scheduler.next(), None);
        assert_eq!(scheduler.wake(key), Woken::Queued);
        assert_eq!(scheduler.wake(key), Woken::Already);
        assert_eq!(scheduler.next(), Some(key));
        assert_eq!(scheduler.next(), None);
        assert!(!scheduler.pending(key));
        assert_eq!(scheduler.state(key), Some(State::Waiting));
    }

    #[test]
    fn a_wake_during_the_poll_is_not_lost() {
        for requeue in [Requeue::AtWake, Requeue::AfterPoll] {
            let mut scheduler = scheduler(0, requeue);
            let key = scheduler.insert_ready("a");
            assert_eq!(scheduler.next(), Some(key));
            assert_eq!(scheduler.wake(key), Woken::Queued);
            assert_eq!(scheduler.wake(key), Woken::Already);
            assert_eq!(scheduler.state(key), Some(State::RunningWoken));
            assert!(scheduler.pending(key));
            assert_eq!(scheduler.state(key), Some(State::Queued));
            assert_eq!(scheduler.next(), Some(key));
            assert!(!scheduler.pending(key));
            assert!(!scheduler.has_ready());
        }
    }

    #[test]
    fn requeue_decides_between_the_woken_self_and_the_woken_other() {
        for (requeue, order) in [
            (Requeue::AtWake, ["a", "b"]),
            (Requeue::AfterPoll, ["b", "a"]),
        ] {
            let mut scheduler = scheduler(0, requeue);
            let a = scheduler.insert_ready("a");
            let b = scheduler.insert("b");
            assert_eq!(scheduler.next(), Some(a));
            scheduler.wake(a);
            scheduler.wake(b);
            scheduler.pending(a);
            assert_eq!(drain(&mut scheduler), order);
        }
    }

    #[test]
    fn a_finished_task_is_gone_and_its_key_stale() {
        let mut scheduler = scheduler(0, Requeue::AtWake);
        let old = scheduler.insert_ready("old");
        assert_eq!(scheduler.next(), Some(old));
        assert_eq!(scheduler.finish(old), Some("old"));
        let new = scheduler.insert("new");
        assert_ne!(old, new);
        assert_eq!(scheduler.wake(old), Woken::Gone);
        assert_eq!(scheduler.finish(old), None);
        assert_eq!(scheduler.get(old), None);
        assert!(!scheduler.pending(old));
        assert_eq!(scheduler.state(new), Some(State::Waiting));
        assert_eq!(scheduler.wake(Key::from_bits(u64::MAX)), Woken::Gone);
        assert_eq!(Key::from_bits(new.to_bits()), new);
    }

    #[test]
    fn a_task_finished_in_the_queue_is_not_offered() {
        for requeue in [Requeue::AtWake, Requeue::AfterPoll] {
            let mut scheduler = scheduler(0, requeue);
            let a = scheduler.insert_ready("a");
            let b = scheduler.insert_ready("b");
            assert_eq!(scheduler.finish(a), Some("a"));
            let c = scheduler.insert_ready("c");
            assert_eq!(scheduler.ready().collect::<Vec<_>>(), [b, c]);
            assert_eq!(scheduler.next(), Some(b));
            scheduler.wake(b);
            scheduler.finish(b);
            assert_eq!(drain(&mut scheduler), ["c"]);
            assert!(scheduler.is_empty() && !scheduler.has_ready());
        }
    }

    /// Every operation in random order beside a model that is obviously right.
    #[test]
    fn random_operations_agree_with_a_model() {
        for seed in 0..300 {
            let mut random = SplitMix64::new(seed);
            let requeue = if seed % 2 == 0 {
                Requeue::AtWake
            } else {
                Requeue::AfterPoll
            };
            let mut scheduler: Scheduler<u32> = Scheduler::new(Policy { seed: 0, requeue });
            let (mut keys, mut queue): (Vec<Key>, Vec<Key>) = (Vec::new(), Vec::new());
            let mut running: Option<(Key, bool)> = None;
            let mut gone: Vec<Key> = Vec::new();
            for step in 0..400 {
                let any = (!keys.is_empty()).then(|| keys[random.below(keys.len().max(1))]);
                match (random.below(6), any) {
                    (0, _) => keys.push(scheduler.insert(step)),
                    (1 | 2, Some(key)) => {
                        let woken = match &mut running {
                            _ if gone.contains(&key) => Woken::Gone,
                            Some((current, true)) if *current == key => Woken::Already,
                            Some((current, woken)) if *current == key => {
                                *woken = true;
                                if requeue == Requeue::AtWake {
                                    queue.push(key);
                                }
                                Woken::Queued
                            }
                            _ if queue.contains(&key) => Woken::Already,
                            _ => {
                                queue.push(key);
                                Woken::Queued
                            }
                        };
                        assert_eq!(scheduler.wake(key), woken, "seed {seed} step {step}");
                    }
                    (3, Some(key)) => {
                        assert_eq!(scheduler.finish(key).is_some(), !gone.contains(&key));
                        queue.retain(|&queued| queued != key);
                        running = running.filter(|&(current, _)| current != key);
                        gone.push(key);
                    }
                    (4, _) if running.is_none() => {
                        let next = (!queue.is_empty()).then(|| queue.remove(0));
                        assert_eq!(scheduler.has_ready(), next.is_some());
                        assert_eq!(scheduler.next(), next, "seed {seed} step {step}");
                        running = next.map(|key| (key, false));
                    }
                    (_, _) => {
                        if let Some((key, woken)) = running.take() {
                            assert_eq!(scheduler.pending(key), woken);
                            if woken && requeue == Requeue::AfterPoll {
                                queue.push(key);
                            }
                        }
                    }
                }
                assert_eq!(
                    scheduler.ready().collect::<Vec<_>>(),
                    queue,
                    "seed {seed} step {step}"
                );
                gone.dedup();
            }
        }
    }
}
