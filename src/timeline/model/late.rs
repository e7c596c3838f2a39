//! A recording that begins in the middle: of a server that has run for a while, or after its oldest events
//! were dropped. Whoever was there already has a lane from the beginning.
//!
//! Its first event is a mark of its own, that says no more than that the recording begins. Its tasks are not
//! grouped by thread: those of a server go from one to another.

use trace::{Event, Kind, Nanos, TaskKind, ThreadId};

use super::{Doing, Index, Lane, LaneId, LaneKind, Model, Span, Who, unnamed};

/// The group of the tasks that no thread has to itself.
pub const ANY: ThreadId = ThreadId(0);

/// Somebody who was there when the recording began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    pub who: Who,
    pub kind: LaneKind,
    pub name: String,
    pub parent: Option<Who>,
    /// What it was doing, where it did anything.
    pub doing: Option<Doing>,
    /// The thread that was polling it.
    pub polled_by: Option<ThreadId>,
    /// Woken, and not polled since.
    pub woken: bool,
    /// Polls that it had seen.
    pub polls: u32,
}

impl Before {
    pub fn task(who: Who, kind: TaskKind, name: String, parent: Option<Who>) -> Self {
        Before {
            who,
            kind: LaneKind::Task(kind),
            name,
            parent: parent.filter(|_| kind == TaskKind::Child),
            doing: Some(Doing::Waiting),
            polled_by: None,
            woken: false,
            polls: 0,
        }
    }
}

impl Model {
    /// A recording that begins at a moment, with those who were there, parents before children.
    pub fn late(at: Nanos, before: Vec<Before>) -> Model {
        let mut model = Model {
            late: true,
            ..Model::default()
        };
        for one in before {
            let thread = match one.who {
                Who::Thread(thread) => thread,
                Who::Task(_) => ANY,
                Who::Timers | Who::Outside => ThreadId(u32::MAX),
            };
            let lane = model.add(Lane {
                parent: one.parent.and_then(|parent| model.lane(parent)),
                polls: one.polls,
                ..Lane::new(one.who, one.kind, one.name, thread, 0)
            });
            if let Some(doing) = one.doing {
                model.lanes[lane].spans.push(Span {
                    start: 0,
                    end: None,
                    doing,
                    cause: None,
                    polls: one.polls,
                });
            }
            model.lanes[lane].woken = one.woken.then_some(0);
            if let Some(thread) = one.polled_by {
                model.polling.entry(thread).or_default().push(lane);
            }
        }
        model.owners.push(0);
        model.events.push(Event {
            at,
            thread: ANY,
            place: None,
            kind: Kind::Idle { until: None },
        });
        model
    }

    /// The recording without what is before `from`.
    pub fn without_oldest(&self, from: Index) -> Model {
        let from = from.min(self.len());
        let at = match self.event(from).or(self.events.last()) {
            Some(event) => event.at,
            None => 0,
        };
        let mut before = Vec::new();
        for lane in &self.lanes {
            let there = lane.first < from && lane.last.is_none_or(|last| last >= from);
            if there && lane.kind != LaneKind::Source && !self.tells_nothing(lane) {
                before.push(self.before(lane, from));
            }
        }
        let mut model = Model::late(at, before);
        model.append(self.events[from as usize..].to_vec());
        // Wakes are only counted, so the count goes on.
        for lane in &mut model.lanes {
            if let Some(before) = self.lane(lane.who) {
                lane.wakes = self.lanes[before].wakes;
            }
        }
        model
    }

    /// What was known of a lane's owner before an event.
    fn before(&self, lane: &Lane, from: Index) -> Before {
        let span = lane.at(from).filter(|span| span.start < from);
        let earlier = lane.spans.partition_point(|span| span.start < from);
        let doing = span.map(|span| match span.doing {
            Doing::Poll(_) => Doing::Poll(None),
            other => other,
        });
        let polling = span.filter(|span| matches!(span.doing, Doing::Poll(_)));
        let woken_in = |span: &Span| {
            let during = &self.events[span.start as usize..from as usize];
            during.iter().any(|event| {
                matches!(event.kind, Kind::Wake { task, queued: true, .. } if Who::Task(task) == lane.who)
            })
        };
        Before {
            who: lane.who,
            kind: lane.kind,
            name: lane.name.clone(),
            parent: lane.parent.map(|parent| self.lanes[parent].who),
            doing,
            woken: doing == Some(Doing::Queued) || polling.is_some_and(woken_in),
            polled_by: polling.and_then(|span| Some(self.event(span.start)?.thread)),
            polls: earlier
                .checked_sub(1)
                .map_or(0, |last| lane.spans[last].polls),
        }
    }

    /// A thread of a runtime that only polls whatever comes: nothing is known of it.
    pub fn tells_nothing(&self, lane: &Lane) -> bool {
        self.late
            && lane.kind == LaneKind::Thread
            && lane.spans.is_empty()
            && lane.marks.is_empty()
            && lane.name == unnamed(lane.thread)
    }

    /// Where more than `most` have ended: the place before which all but half as many had.
    pub fn ended_before_newest(&self, most: usize) -> Option<Index> {
        let mut ends: Vec<Index> = self.lanes.iter().filter_map(|lane| lane.last).collect();
        if ends.len() <= most {
            return None;
        }
        ends.sort_unstable();
        Some(ends[ends.len() - most / 2] + 1)
    }

    /// The lane of the task whose name contains `part`, the newest if there are several.
    pub fn lane_named(&self, part: &str) -> Option<LaneId> {
        self.lanes.iter().rposition(|lane| lane.name.contains(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::rows::rows;
    use crate::timeline::sample;
    use crate::timeline::words;
    use std::collections::BTreeSet;
    use trace::TaskId;

    fn state(model: &Model, lane: LaneId) -> (Option<Doing>, u32, u32) {
        let of = &model.lanes[lane];
        (
            of.at(model.len()).map(|span| span.doing),
            of.polls,
            of.wakes,
        )
    }

    #[test]
    fn without_its_oldest_events_a_recording_ends_the_same() {
        let all = sample::two_workers();
        for from in 0..=all.len() {
            let cut = all.without_oldest(from);
            assert_eq!(
                cut.len(),
                all.len() - from + 1,
                "a mark says where it begins"
            );
            for (lane, of) in all.lanes.iter().enumerate() {
                let gone = of.last.is_some_and(|last| last < from) || of.kind == LaneKind::Source;
                let Some(there) = cut.lane(of.who) else {
                    assert!(gone, "{} at {from}", of.name);
                    continue;
                };
                assert_eq!(
                    state(&cut, there),
                    state(&all, lane),
                    "{} at {from}",
                    of.name
                );
                for position in from + 1..=all.len() {
                    let told = words::doing(&cut, there, position - from + 1);
                    // What a thread is blocked on was told by an event that is gone.
                    if !["blocked", "was there before"].contains(&told.as_str()) {
                        assert_eq!(
                            told,
                            words::doing(&all, lane, position),
                            "{} {from}",
                            of.name
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn who_was_there_already_has_a_lane_that_says_so() {
        let task = |number, kind, parent: Option<u32>| {
            let parent = parent.map(|parent| Who::Task(TaskId(parent)));
            Before::task(
                Who::Task(TaskId(number)),
                kind,
                format!("server {number}"),
                parent,
            )
        };
        let mut model = Model::late(
            600 * sample::MS,
            vec![
                task(1, TaskKind::Spawned, None),
                task(4, TaskKind::Child, Some(1)),
            ],
        );
        assert!(model.is_late() && model.len() == 1);
        assert_eq!(words::sentence(&model, 0), "the recording begins");
        assert_eq!(words::doing(&model, 0, 1), "waits for server 4 #4");
        assert_eq!(words::doing(&model, 1, 1), "waiting for a wake");
        model.append(vec![sample::event(601 * sample::MS, 7, sample::start(4))]);
        // A thread that only polls is not worth a row.
        let depths: Vec<_> = rows(&model, &BTreeSet::new())
            .iter()
            .map(|row| (row.lane, row.depth))
            .collect();
        assert_eq!(depths, [(0, 0), (1, 1)]);
        assert_eq!(model.lane_named("server 4"), Some(1));
    }
}
