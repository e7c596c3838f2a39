//! A recording for other tools: its events as JSON, and the Trace Event Format, which Perfetto and the
//! browser's own profiler open.

use serde::Serialize;

use super::model::{ArrowKind, Doing, Index, LaneId, LaneKind, MarkKind, Model};
use super::words;

/// The events as they are, named as in `trace::Event`.
pub fn json(model: &Model) -> String {
    // Plain data cannot fail to become JSON; an empty text would be seen at once.
    serde_json::to_string(&model.events).unwrap_or_default()
}

/// One entry of the Trace Event Format. A lane is what the format calls a thread.
#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    /// The phase: `X` lasts, `i` is an instant, `s` and `f` are the ends of an arrow, `M` names a lane.
    ph: &'a str,
    /// Microseconds.
    ts: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    dur: Option<f64>,
    pid: u32,
    tid: LaneId,
    #[serde(skip_serializing_if = "Option::is_none")]
    cat: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bp: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    args: Option<Args<'a>>,
}

#[derive(Default, Serialize)]
struct Args<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "traceEvents")]
    entries: Vec<Entry<'a>>,
    #[serde(rename = "displayTimeUnit")]
    unit: &'static str,
}

pub fn trace_event_format(model: &Model) -> String {
    let names: Vec<String> = (0..model.lanes.len())
        .map(|id| words::lane(model, id))
        .collect();
    let mut entries = Vec::new();
    for (id, name) in names.iter().enumerate() {
        entries.push(entry("thread_name", "M", 0.0, id).with(Args {
            name: Some(name),
            ..Args::default()
        }));
    }
    for (id, lane) in model.lanes.iter().enumerate() {
        for span in &lane.spans {
            let name = match span.doing {
                Doing::Poll(_) => "poll",
                Doing::Waiting => "waiting",
                Doing::Queued => "queued",
                Doing::Blocked => "blocked",
                Doing::Created => continue,
            };
            let (start, end) = (at(model, span.start), span.end.unwrap_or(model.len() - 1));
            let mut entry = entry(name, "X", start, id).with(Args {
                line: line(model, span.start),
                what: Some(words::doing(model, id, span.start + 1)),
                ..Args::default()
            });
            entry.dur = Some(at(model, end) - start);
            entry.cat = Some(if lane.kind == LaneKind::Thread {
                "thread"
            } else {
                "task"
            });
            entries.push(entry);
        }
        for mark in &lane.marks {
            let name = match mark.kind {
                MarkKind::TimerFired => "timer fired",
                MarkKind::Spawn => "spawn",
                MarkKind::ThreadEnd => "thread ends",
                MarkKind::Print => "print",
                MarkKind::Completed | MarkKind::Cancelled | MarkKind::NeverPolled => "dropped",
                MarkKind::Panic => "panic",
            };
            entries.push(entry(name, "i", at(model, mark.event), id).with(Args {
                line: line(model, mark.event),
                what: Some(words::sentence(model, mark.event)),
                ..Args::default()
            }));
        }
    }
    for (number, arrow) in model.arrows.iter().enumerate() {
        let name = match arrow.kind {
            ArrowKind::Wake => "wake",
            ArrowKind::Spawn => "spawn",
        };
        for (phase, lane) in [("s", arrow.from), ("f", arrow.to)] {
            let mut entry = entry(name, phase, at(model, arrow.event), lane);
            entry.cat = Some("cause");
            entry.id = Some(number);
            // The slice in which it ends, not the next one.
            entry.bp = (phase == "f").then_some("e");
            entries.push(entry);
        }
    }
    let document = Document {
        entries,
        unit: "ms",
    };
    serde_json::to_string(&document).unwrap_or_default()
}

fn entry<'a>(name: &'a str, ph: &'a str, ts: f64, tid: LaneId) -> Entry<'a> {
    Entry {
        name,
        ph,
        ts,
        dur: None,
        pid: 1,
        tid,
        cat: None,
        id: None,
        bp: None,
        args: None,
    }
}

impl<'a> Entry<'a> {
    fn with(mut self, args: Args<'a>) -> Self {
        self.args = Some(args);
        self
    }
}

fn at(model: &Model, event: Index) -> f64 {
    model
        .event(event)
        .map_or(0.0, |event| event.at as f64 / 1000.0)
}

fn line(model: &Model, event: Index) -> Option<u32> {
    Some(model.event(event)?.place?.line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample;
    use serde_json::Value;
    use trace::Event;

    #[test]
    fn the_json_is_the_events() {
        let model = sample::two_workers();
        let again: Vec<Event> = serde_json::from_str(&json(&model)).unwrap();
        assert_eq!(again, model.events);
    }

    #[test]
    fn every_lane_poll_and_wake_is_in_the_trace_event_format() {
        let model = sample::two_workers();
        let document: Value = serde_json::from_str(&trace_event_format(&model)).unwrap();
        let entries = document["traceEvents"].as_array().unwrap();
        let count = |name: &str, phase: &str| {
            let is = |entry: &&Value| entry["name"] == name && entry["ph"] == phase;
            entries.iter().filter(is).count()
        };
        let polls: u32 = model.lanes.iter().map(|lane| lane.polls).sum();
        assert_eq!(count("thread_name", "M"), model.lanes.len());
        assert_eq!(count("poll", "X"), polls as usize);
        let wakes = model.arrows.iter().filter(|it| it.kind == ArrowKind::Wake);
        assert_eq!(
            (count("wake", "s"), count("wake", "f")),
            (wakes.clone().count(), wakes.count())
        );
        let ends = entries.iter().filter(|it| it["ph"] == "X");
        assert!(ends.clone().all(|it| it["dur"].as_f64().unwrap() >= 0.0));
    }

    #[test]
    fn nothing_recorded_is_a_document_too() {
        let document: Value = serde_json::from_str(&trace_event_format(&Model::default())).unwrap();
        assert_eq!(document["traceEvents"].as_array().unwrap().len(), 0);
    }
}
