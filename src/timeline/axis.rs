//! Where an event stands from left to right.

use std::ops::Range;

use trace::{Event, Nanos};

use super::model::Index;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AxisKind {
    /// Every event has the same width.
    Steps,
    /// The clock of the run, in milliseconds.
    #[default]
    Time,
    /// The clock, but every event has a width and long gaps are squeezed.
    Squeezed,
}

/// A stretch of time in which nothing happened, drawn shorter than it was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    pub from: f64,
    pub to: f64,
    pub length: Nanos,
}

/// Positions of all events, in the axis's own unit, never falling.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    pub kind: AxisKind,
    positions: Vec<f64>,
    gaps: Vec<Gap>,
    last_at: Nanos,
    /// Where time begins to be shown: past 0 for a recording that began in the middle.
    begin: f64,
    /// The moment up to which nothing more has happened, for a recording that still goes on.
    now: f64,
}

const MILLISECOND: f64 = 1e6;
/// From this length on a gap is labelled, in milliseconds.
const LABELLED_GAP: f64 = 5.0;

impl Axis {
    pub fn new(kind: AxisKind, events: &[Event]) -> Self {
        let mut axis = Axis {
            kind,
            ..Axis::default()
        };
        axis.extend(events);
        axis
    }

    /// Shows time from the first event on, not from 0.
    pub fn begin_at_first(&mut self) {
        if self.kind == AxisKind::Time {
            self.begin = self.positions.first().copied().unwrap_or(0.0);
        }
    }

    /// The recording goes on, and has told everything up to this moment.
    pub fn reach(&mut self, now: Nanos) {
        if self.kind == AxisKind::Time {
            self.now = now as f64 / MILLISECOND;
        }
    }

    /// Takes the events that are new in `events`.
    pub fn extend(&mut self, events: &[Event]) {
        for event in &events[self.positions.len().min(events.len())..] {
            let gap = event.at.saturating_sub(self.last_at);
            let milliseconds = gap as f64 / MILLISECOND;
            let position = match (self.kind, self.positions.last()) {
                (AxisKind::Time, _) => event.at as f64 / MILLISECOND,
                (_, None) => 0.0,
                (AxisKind::Steps, Some(before)) => before + 1.0,
                (AxisKind::Squeezed, Some(before)) => {
                    let to = before + 1.0 + 8.0 * milliseconds.ln_1p();
                    if milliseconds >= LABELLED_GAP {
                        self.gaps.push(Gap {
                            from: *before,
                            to,
                            length: gap,
                        });
                    }
                    to
                }
            };
            self.positions.push(position);
            self.last_at = event.at;
        }
    }

    /// The position of an event, or of the end where it is `len`.
    pub fn at(&self, index: Index) -> f64 {
        self.positions
            .get(index as usize)
            .copied()
            .unwrap_or_else(|| self.end())
    }

    /// Whether nothing has happened after `count` events, and this is known until now.
    pub fn is_now(&self, count: Index) -> bool {
        self.now > 0.0 && count as usize == self.positions.len()
    }

    /// Where the axis ends: a little after the last event.
    pub fn end(&self) -> f64 {
        let last = self.positions.last().copied().unwrap_or(0.0);
        match self.kind {
            AxisKind::Time if self.now > 0.0 => last.max(self.now) + 1e-3,
            AxisKind::Time => last + (last - self.begin) * 0.01 + 1e-3,
            AxisKind::Steps | AxisKind::Squeezed => last + 1.0,
        }
    }

    /// All that there is to see.
    pub fn range(&self) -> Range<f64> {
        self.begin..self.end()
    }

    /// How many events stand at or before `x`.
    pub fn count_to(&self, x: f64) -> Index {
        self.positions.partition_point(|position| *position <= x) as Index
    }

    /// The squeezed gaps that touch a range.
    pub fn gaps(&self, from: f64, to: f64) -> &[Gap] {
        let first = self.gaps.partition_point(|gap| gap.to < from);
        let last = self.gaps.partition_point(|gap| gap.from <= to);
        self.gaps.get(first..last).unwrap_or(&[])
    }

    /// The shortest stretch worth looking at.
    pub fn least_span(&self) -> f64 {
        match self.kind {
            AxisKind::Time => 1e-3,
            AxisKind::Steps | AxisKind::Squeezed => 8.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::{Kind, ThreadId};

    fn events(times: &[Nanos]) -> Vec<Event> {
        let kind = Kind::Idle { until: None };
        let event = |at: &Nanos| Event {
            at: *at,
            thread: ThreadId(1),
            place: None,
            kind: kind.clone(),
        };
        times.iter().map(event).collect()
    }

    #[test]
    fn steps_are_equal_and_time_is_true() {
        let events = events(&[0, 10, 500_000_010]);
        let steps = Axis::new(AxisKind::Steps, &events);
        assert_eq!((steps.at(0), steps.at(1), steps.at(2)), (0.0, 1.0, 2.0));
        let time = Axis::new(AxisKind::Time, &events);
        assert!((time.at(2) - 500.00001).abs() < 1e-9);
    }

    #[test]
    fn long_gaps_are_squeezed_and_say_how_long_they_were() {
        let axis = Axis::new(
            AxisKind::Squeezed,
            &events(&[0, 0, 500_000_000, 500_000_000]),
        );
        let gaps = axis.gaps(0.0, 1e9);
        assert_eq!(gaps.len(), 1);
        assert_eq!(gaps[0].length, 500_000_000);
        assert!(axis.at(2) - axis.at(1) < 60.0);
        assert_eq!(
            axis.at(3) - axis.at(2),
            1.0,
            "events at one moment still stand apart"
        );
    }

    #[test]
    fn growing_by_parts_is_the_same_as_at_once() {
        let all = events(&[0, 5, 7_000_000, 7_000_001, 900_000_000]);
        for kind in [AxisKind::Steps, AxisKind::Time, AxisKind::Squeezed] {
            let mut grown = Axis::new(kind, &all[..2]);
            grown.extend(&all[..3]);
            grown.extend(&all);
            assert_eq!(grown, Axis::new(kind, &all));
        }
    }

    #[test]
    fn a_recording_that_began_late_is_shown_from_there_until_now() {
        let events = events(&[600_000_000_000, 601_000_000_000]);
        let mut axis = Axis::new(AxisKind::Time, &events);
        axis.begin_at_first();
        assert_eq!(axis.range().start, 600_000.0);
        assert!(axis.end() < 601_100.0);
        axis.reach(605_000_000_000);
        assert!((axis.end() - 605_000.0).abs() < 0.1);
        let mut steps = Axis::new(AxisKind::Steps, &events);
        steps.begin_at_first();
        steps.reach(605_000_000_000);
        assert_eq!(steps.range(), 0.0..2.0);
    }

    #[test]
    fn an_event_is_found_by_its_position() {
        let axis = Axis::new(AxisKind::Steps, &events(&[0, 0, 0, 0]));
        assert_eq!(axis.count_to(-0.5), 0);
        assert_eq!(axis.count_to(1.5), 2);
        assert_eq!(axis.count_to(99.0), 4);
    }
}
