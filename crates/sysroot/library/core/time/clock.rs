//! The clocks: nanoseconds since the run began, which for people is a moment of the year 2026.

use super::Duration;
use crate::ops::{Add, AddAssign, Sub, SubAssign};
use crate::{fmt, intrinsics};

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Instant {
    since_start: Duration,
}
impl Instant {
    pub fn now() -> Instant {
        // An hour in, so that a little can be subtracted.
        Instant {
            since_start: Duration::from_nanos(intrinsics::host_now()) + Duration::from_secs(3600),
        }
    }
    pub fn duration_since(&self, earlier: Instant) -> Duration {
        self.since_start.saturating_sub(earlier.since_start)
    }
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {
        self.since_start.checked_sub(earlier.since_start)
    }
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {
        self.since_start.saturating_sub(earlier.since_start)
    }
    pub fn elapsed(&self) -> Duration {
        Instant::now().duration_since(*self)
    }
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> {
        Some(Instant {
            since_start: self.since_start.checked_add(duration)?,
        })
    }
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {
        Some(Instant {
            since_start: self.since_start.checked_sub(duration)?,
        })
    }
}
impl Sub<Instant> for Instant {
    type Output = Duration;
    fn sub(self, other: Instant) -> Duration {
        self.duration_since(other)
    }
}

pub const UNIX_EPOCH: SystemTime = SystemTime {
    since_epoch: Duration::ZERO,
};
/// When a run begins, in seconds since 1970: programs see a plausible date, and always the same.
const START: u64 = 1_767_225_600;

#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SystemTime {
    since_epoch: Duration,
}
impl SystemTime {
    pub const UNIX_EPOCH: SystemTime = UNIX_EPOCH;
    pub fn now() -> SystemTime {
        SystemTime {
            since_epoch: Duration::from_nanos(intrinsics::host_now()) + Duration::from_secs(START),
        }
    }
    pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError> {
        match self.since_epoch.checked_sub(earlier.since_epoch) {
            Some(d) => Ok(d),
            None => Err(SystemTimeError(earlier.since_epoch - self.since_epoch)),
        }
    }
    pub fn elapsed(&self) -> Result<Duration, SystemTimeError> {
        SystemTime::now().duration_since(*self)
    }
    pub fn checked_add(&self, duration: Duration) -> Option<SystemTime> {
        Some(SystemTime {
            since_epoch: self.since_epoch.checked_add(duration)?,
        })
    }
    pub fn checked_sub(&self, duration: Duration) -> Option<SystemTime> {
        Some(SystemTime {
            since_epoch: self.since_epoch.checked_sub(duration)?,
        })
    }
}
macro_rules! moves {
    ($($t:ident $what:literal;)*) => { $(
        impl Add<Duration> for $t {
            type Output = $t;
            fn add(self, other: Duration) -> $t {
                self.checked_add(other).expect(concat!("overflow when adding duration to ", $what))
            }
        }
        impl Sub<Duration> for $t {
            type Output = $t;
            fn sub(self, other: Duration) -> $t {
                self.checked_sub(other).expect(concat!("overflow when subtracting duration from ", $what))
            }
        }
        impl AddAssign<Duration> for $t {
            fn add_assign(&mut self, other: Duration) { *self = *self + other; }
        }
        impl SubAssign<Duration> for $t {
            fn sub_assign(&mut self, other: Duration) { *self = *self - other; }
        }
    )* };
}
moves! { Instant "instant"; SystemTime "instant"; }

#[derive(Clone, Debug)]
pub struct SystemTimeError(Duration);
impl SystemTimeError {
    pub fn duration(&self) -> Duration {
        self.0
    }
}
impl fmt::Display for SystemTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("second time provided was later than self")
    }
}
impl crate::error::Error for SystemTimeError {}
