//! Events to test with: arbitrary ones, and a run as the machine records it.

use trace::*;

/// SplitMix64: the same events on every machine.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// Small, large and extreme numbers alike.
    fn number(&mut self) -> u64 {
        match self.below(8) {
            0 => 0,
            1 => u64::MAX,
            _ => {
                let shift = self.below(64);
                self.next() >> shift
            }
        }
    }

    fn text(&mut self) -> String {
        let longest = if self.below(10) == 0 { 300 } else { 12 };
        let len = self.below(longest);
        (0..len)
            .map(|_| ['a', 'b', 'é', '水', '\n', '\0'][self.below(6) as usize])
            .collect()
    }

    fn task(&mut self) -> TaskId {
        TaskId(self.number() as u32)
    }

    fn optional_task(&mut self) -> Option<TaskId> {
        (self.below(2) == 0).then(|| self.task())
    }

    fn timer(&mut self) -> TimerId {
        TimerId(self.number() as u32)
    }

    fn thread(&mut self) -> ThreadId {
        ThreadId(self.number() as u32)
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 0
    }

    fn place(&mut self) -> Option<Place> {
        self.flag().then(|| Place {
            file: self.number() as u16,
            line: self.number() as u32,
            column: self.number() as u32,
        })
    }

    /// An event of the given kind, its fields anything.
    pub fn event(&mut self, name: KindName) -> Event {
        Event {
            at: self.number(),
            thread: self.thread(),
            place: self.place(),
            kind: self.kind(name),
        }
    }

    fn kind(&mut self, name: KindName) -> Kind {
        let task = self.task();
        match name {
            KindName::Spawn => Kind::Spawn {
                task,
                parent: self.optional_task(),
                kind: [TaskKind::BlockOn, TaskKind::Spawned, TaskKind::Child]
                    [self.below(3) as usize],
                name: self.text(),
            },
            KindName::PollStart => Kind::PollStart { task },
            KindName::PollEnd => Kind::PollEnd {
                task,
                outcome: [Outcome::Ready, Outcome::Pending, Outcome::Panicked]
                    [self.below(3) as usize],
            },
            KindName::Wake => Kind::Wake {
                task,
                by: self.cause(),
                queued: self.flag(),
            },
            KindName::WakerClone => Kind::WakerClone { task },
            KindName::WakerDrop => Kind::WakerDrop { task },
            KindName::TimerSet => Kind::TimerSet {
                timer: self.timer(),
                task: self.optional_task(),
                due: self.number(),
            },
            KindName::TimerFired => Kind::TimerFired {
                timer: self.timer(),
            },
            KindName::Dropped => Kind::Dropped {
                task,
                how: [DropHow::Completed, DropHow::Cancelled, DropHow::NeverPolled]
                    [self.below(3) as usize],
            },
            KindName::ThreadStart => Kind::ThreadStart {
                started: self.thread(),
                name: self.flag().then(|| self.text()),
            },
            KindName::ThreadBlock => Kind::ThreadBlock {
                on: self.wait_reason(),
            },
            KindName::ThreadUnblock => Kind::ThreadUnblock {
                thread: self.thread(),
            },
            KindName::ThreadEnd => Kind::ThreadEnd {
                panicked: self.flag(),
            },
            KindName::Print => {
                let stream = if self.flag() {
                    Stream::Stdout
                } else {
                    Stream::Stderr
                };
                Kind::Print {
                    stream,
                    text: self.text(),
                }
            }
            KindName::Panic => Kind::Panic {
                task: self.optional_task(),
                message: self.text(),
            },
            KindName::Idle => Kind::Idle {
                until: self.flag().then(|| self.number()),
            },
            KindName::Waits => Kind::Waits {
                task,
                on: self.wait_reason(),
            },
            KindName::Halt => Kind::Halt {
                reason: self.text(),
                ok: self.flag(),
            },
        }
    }

    fn cause(&mut self) -> WakeCause {
        match self.below(5) {
            0 => WakeCause::Itself,
            1 => WakeCause::Task(self.task()),
            2 => WakeCause::Thread(self.thread()),
            3 => WakeCause::Timer(self.timer()),
            _ => WakeCause::Outside,
        }
    }

    fn wait_reason(&mut self) -> WaitReason {
        match self.below(7) {
            0 => WaitReason::Sleep {
                until: self.number(),
            },
            1 => WaitReason::Timer {
                timer: self.timer(),
                until: self.number(),
            },
            2 => WaitReason::JoinThread(self.thread()),
            3 => WaitReason::JoinTask(self.task()),
            4 => WaitReason::Park,
            5 => WaitReason::Woken(self.task()),
            _ => WaitReason::Other(self.text()),
        }
    }
}
