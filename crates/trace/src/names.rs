//! The kinds of events without their contents, to count and to number them.

use serde::{Deserialize, Serialize};

use crate::Kind;

macro_rules! names {
    ($($name:ident),* $(,)?) => {
        /// Which [`Kind`] an event is of. The order is that of the wire format: new ones go to the end.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum KindName {
            $($name),*
        }

        impl KindName {
            pub const ALL: &[KindName] = &[$(KindName::$name),*];

            pub fn as_str(self) -> &'static str {
                match self {
                    $(KindName::$name => stringify!($name)),*
                }
            }
        }

        impl Kind {
            #[inline(always)]
            pub fn name(&self) -> KindName {
                match self {
                    $(Kind::$name { .. } => KindName::$name),*
                }
            }
        }
    };
}

names! {
    Spawn, PollStart, PollEnd, Wake, WakerClone, WakerDrop, TimerSet, TimerFired, Dropped, ThreadStart,
    ThreadBlock, ThreadUnblock, ThreadEnd, Print, Panic, Idle, Halt, Waits,
}
