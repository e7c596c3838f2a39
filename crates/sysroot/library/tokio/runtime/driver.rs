//! Timers and the clock of a runtime. Timers are due at whole milliseconds since the runtime began; those due at
//! the same one fire in the order in which they were set.

use core::intrinsics;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Waker;
use std::time::{Duration, Instant};
use std::vec::Vec;

use super::park::Parker;
use super::{Shared, context, io};

/// Why a scheduler's thread waits.
pub(crate) const IDLE: &str = "a task to be woken, and nobody can wake one";

/// When a timer is due, and which of those it is.
pub(crate) type Key = (u64, u64);

pub(crate) struct Driver {
    start: Instant,
    clock: Clock,
    wheel: Mutex<Wheel>,
}
struct Wheel {
    /// By the millisecond at which they are due, and there in the order in which they were set. Those of one
    /// millisecond go together, however many they are.
    due: BTreeMap<u64, BTreeMap<u64, Option<Waker>>>,
    set: u64,
    /// The millisecond up to which timers have fired.
    elapsed: u64,
    /// When who waits for timers will look again.
    next_wake: Option<u64>,
}

impl Wheel {
    fn next(&self) -> Option<u64> {
        self.due.first_key_value().map(|(tick, _)| *tick)
    }
    fn timer(&mut self, (tick, number): Key) -> Option<&mut Option<Waker>> {
        self.due.get_mut(&tick)?.get_mut(&number)
    }
    fn remove(&mut self, (tick, number): Key) -> Option<Waker> {
        let timers = self.due.get_mut(&tick)?;
        let waker = timers.remove(&number);
        if timers.is_empty() {
            self.due.remove(&tick);
        }
        waker.flatten()
    }
}

impl Driver {
    pub(super) fn new(may_pause: bool, paused: bool) -> Driver {
        let clock = Clock::new(may_pause);
        if paused && let Err(why) = clock.pause() {
            panic!("{}", why);
        }
        Driver {
            start: clock.now(),
            clock,
            wheel: Mutex::new(Wheel {
                due: BTreeMap::new(),
                set: 0,
                elapsed: 0,
                next_wake: None,
            }),
        }
    }
    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }
    /// The first whole millisecond that is not before.
    pub(crate) fn tick_of(&self, deadline: Instant) -> u64 {
        ticks((deadline + Duration::from_nanos(999_999)).saturating_duration_since(self.start))
    }
    fn now(&self) -> u64 {
        ticks(self.clock.now().saturating_duration_since(self.start))
    }
    /// Sets a timer. `None` when it is due already.
    pub(crate) fn set(&self, shared: &Shared, tick: u64, waker: Option<Waker>) -> Option<Key> {
        let mut wheel = self.wheel.lock().unwrap();
        if tick <= wheel.elapsed {
            return None;
        }
        wheel.set += 1;
        let key = (tick, wheel.set);
        wheel.due.entry(tick).or_default().insert(key.1, waker);
        let sooner = wheel.next_wake.is_none_or(|next| tick < next);
        drop(wheel);
        if sooner {
            shared.timer_is_sooner();
        }
        Some(key)
    }
    pub(crate) fn cancel(&self, key: Key) {
        let waker = self.wheel.lock().unwrap().remove(key);
        drop(waker);
    }
    pub(crate) fn is_set(&self, key: Key) -> bool {
        self.wheel.lock().unwrap().timer(key).is_some()
    }
    /// Keeps the waker for when the timer fires. False when it has.
    pub(crate) fn wait(&self, key: Key, waker: &Waker) -> bool {
        let mut wheel = self.wheel.lock().unwrap();
        let Some(slot) = wheel.timer(key) else {
            return false;
        };
        if slot.as_ref().is_some_and(|old| old.will_wake(waker)) {
            return true;
        }
        let old = slot.replace(waker.clone());
        drop(wheel);
        drop(old);
        true
    }
    /// Waits for the next timer or the network, but not longer than `limit` nor past an unpark, and wakes whose time
    /// has come.
    pub(super) fn park(&self, parker: &Parker, io: Option<&io::Driver>, limit: Option<Duration>) {
        let mut wheel = self.wheel.lock().unwrap();
        let next = wheel.next();
        wheel.next_wake = next;
        drop(wheel);
        match next.map(|next| Duration::from_millis(next.saturating_sub(self.now()))) {
            Some(wait) if wait.is_zero() => {
                parker.take();
            }
            Some(wait) => self.sleep(parker, io, limit.map_or(wait, |limit| limit.min(wait))),
            None => match limit {
                Some(limit) => self.sleep(parker, io, limit),
                None => parker.park_with(io, None, IDLE),
            },
        }
        if let Some(io) = io {
            io.turn();
        }
        self.fire();
    }
    /// A paused clock goes there at once, unless who blocks on the runtime has been woken.
    fn sleep(&self, parker: &Parker, io: Option<&io::Driver>, wait: Duration) {
        if self.clock.jumps() {
            if let Some(io) = io {
                io.turn();
            }
            if !parker.take() {
                let _ = self.clock.advance(wait);
            }
        } else if self.clock.is_paused() {
            // Blocking work goes on, which takes no time of this clock.
            parker.park_with(io, Some(wait), "blocking work");
        } else {
            parker.park_with(io, Some(wait), "a timer");
        }
    }
    fn fire(&self) {
        let now = self.now();
        let mut due = Vec::new();
        let mut wheel = self.wheel.lock().unwrap();
        while let Some(first) = wheel.due.first_entry() {
            if *first.key() > now {
                break;
            }
            let timers = first.remove().into_iter();
            due.extend(timers.filter_map(|(number, waker)| Some((number, waker?))));
        }
        wheel.elapsed = wheel.elapsed.max(now);
        wheel.next_wake = wheel.next();
        drop(wheel);
        for (number, waker) in due {
            intrinsics::task_wakes_for(number);
            waker.wake();
        }
        intrinsics::task_wakes_for(0);
    }
}
fn ticks(since_start: Duration) -> u64 {
    u64::try_from(since_start.as_millis()).unwrap_or(u64::MAX - 2)
}

/// The clock of a runtime, which its tests can pause.
pub(crate) struct Clock {
    may_pause: bool,
    state: Mutex<ClockState>,
}
struct ClockState {
    /// What the clock showed when it was made, paused, advanced or resumed last.
    base: Instant,
    /// Since when it goes; none while it is paused.
    going: Option<Instant>,
    /// While blocking work is going on, the clock does not jump.
    blocking: usize,
}
/// Some clock of the program has been paused: only then is it worth asking.
static EVER_PAUSED: AtomicBool = AtomicBool::new(false);

impl Clock {
    fn new(may_pause: bool) -> Clock {
        let now = Instant::now();
        Clock {
            may_pause,
            state: Mutex::new(ClockState {
                base: now,
                going: Some(now),
                blocking: 0,
            }),
        }
    }
    fn now(&self) -> Instant {
        let state = self.state.lock().unwrap();
        match state.going {
            Some(since) => state.base + since.elapsed(),
            None => state.base,
        }
    }
    pub(crate) fn pause(&self) -> Result<(), &'static str> {
        if !self.may_pause {
            return Err(
                "`time::pause()` requires the `current_thread` Tokio runtime. This is the default Runtime used by `#[tokio::test].",
            );
        }
        EVER_PAUSED.store(true, Ordering::SeqCst);
        let mut state = self.state.lock().unwrap();
        match state.going.take() {
            Some(since) => {
                state.base += since.elapsed();
                Ok(())
            }
            None => Err("time is already frozen"),
        }
    }
    pub(crate) fn resume(&self) -> Result<(), &'static str> {
        let mut state = self.state.lock().unwrap();
        if state.going.is_some() {
            return Err("time is not frozen");
        }
        state.going = Some(Instant::now());
        Ok(())
    }
    pub(crate) fn advance(&self, by: Duration) -> Result<(), &'static str> {
        let mut state = self.state.lock().unwrap();
        if state.going.is_some() {
            return Err("time is not frozen");
        }
        state.base += by;
        Ok(())
    }
    fn is_paused(&self) -> bool {
        self.state.lock().unwrap().going.is_none()
    }
    fn jumps(&self) -> bool {
        let state = self.state.lock().unwrap();
        state.going.is_none() && state.blocking == 0
    }
    pub(super) fn blocking(&self, begins: bool) {
        let mut state = self.state.lock().unwrap();
        if begins {
            state.blocking += 1;
        } else {
            state.blocking -= 1;
        }
    }
}

/// What tokio's `Instant::now` shows on this thread.
pub(crate) fn now() -> Instant {
    if EVER_PAUSED.load(Ordering::SeqCst)
        && let Some(handle) = context::current()
        && let Some(time) = &handle.shared.time
    {
        return time.clock.now();
    }
    Instant::now()
}
