//! From the model and what is on screen to shapes in pixels.
//!
//! Only what is visible is laid out, and what is narrower than a pixel is drawn together, so the
//! work depends on the size of the screen and not on the length of the recording.

use trace::Outcome;

use super::axis::{Axis, AxisKind};
use super::model::{Arrow, ArrowKind, Doing, Index, Lane, LaneId, MarkKind, Model, Span};
use super::rows::Row;
use super::viewport::Viewport;

/// Height of the ruler above the lanes.
pub const RULER: f64 = 24.0;
pub const ROW: f64 = 24.0;
/// The narrowest poll that still can be seen.
pub const LEAST_POLL: f64 = 4.0;
/// Polls that begin this close together are drawn as one dense bar.
const DENSE: f64 = 3.0;
/// A bar narrower than this has no room for words.
const LABELLED_BAR: f64 = 90.0;
/// Marks closer than this are drawn as one.
const MARK_WIDTH: f64 = 5.0;
/// More arrows than this at once are a grey wall, and say nothing.
const MOST_ARROWS: usize = 400;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    Created,
    PollRunning,
    PollReady,
    PollPending,
    PollPanicked,
    /// Many polls in too little space.
    Dense {
        polls: u32,
    },
    Waiting,
    Queued,
    Blocked,
    /// The thread exists and is not blocked.
    Alive,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    pub row: usize,
    pub x: f64,
    pub width: f64,
    pub look: Look,
    /// The event that begins it.
    pub event: Index,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkShape {
    pub row: usize,
    pub x: f64,
    pub kind: MarkKind,
    pub event: Index,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArrowShape {
    pub from_row: usize,
    pub to_row: usize,
    pub x: f64,
    pub to_x: f64,
    pub kind: ArrowKind,
    pub event: Index,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub x: f64,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct GapShape {
    pub x: f64,
    pub width: f64,
    pub label: String,
}

/// What a bar says of itself, where it has room.
#[derive(Clone, Debug, PartialEq)]
pub struct BarLabel {
    pub row: usize,
    pub x: f64,
    pub width: f64,
    pub text: String,
}

/// Everything to draw. Rows are counted from the first of all rows; the painter scrolls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    pub bars: Vec<Bar>,
    pub labels: Vec<BarLabel>,
    pub marks: Vec<MarkShape>,
    pub arrows: Vec<ArrowShape>,
    pub ticks: Vec<Tick>,
    pub gaps: Vec<GapShape>,
    /// Where playing has come to.
    pub cursor: f64,
}

/// Lays out the rows `visible` of `rows`.
pub fn layout(
    model: &Model,
    axis: &Axis,
    view: Viewport,
    rows: &[Row],
    visible: std::ops::Range<usize>,
    position: Index,
) -> Scene {
    let mut scene = Scene {
        cursor: view.px(cursor(axis, position)),
        ticks: ticks(axis, view),
        gaps: gaps(axis, view),
        ..Scene::default()
    };
    let shown = rows
        .iter()
        .enumerate()
        .take(visible.end)
        .skip(visible.start);
    for (index, row) in shown {
        let lane = &model.lanes[row.lane];
        alive(lane, axis, view, index, &mut scene);
        bars(lane, axis, view, index, &mut scene);
        marks(lane, axis, view, index, &mut scene);
    }
    labels(model, &mut scene);
    arrows(model, axis, view, rows, &visible, &mut scene);
    scene
}

/// Where the line of the player stands after `position` events.
pub fn cursor(axis: &Axis, position: Index) -> f64 {
    match position.checked_sub(1) {
        None => 0.0,
        Some(_) if axis.is_now(position) => axis.end(),
        Some(current) if axis.kind == AxisKind::Time => axis.at(current),
        // Where every event has a width, the line stands behind the current one.
        Some(current) => axis.at(current) + 0.5,
    }
}

/// The line along which a lane lives.
fn alive(lane: &Lane, axis: &Axis, view: Viewport, row: usize, scene: &mut Scene) {
    let (from, to) = (
        axis.at(lane.first),
        lane.last.map_or(axis.end(), |last| axis.at(last)),
    );
    if to < view.start || from > view.end() {
        return;
    }
    let x = view.px(from).max(-1.0);
    let width = view.px(to).min(view.width + 1.0) - x;
    scene.bars.push(Bar {
        row,
        x,
        width: width.max(1.0),
        look: Look::Alive,
        event: lane.first,
    });
}

fn bars(lane: &Lane, axis: &Axis, view: Viewport, row: usize, scene: &mut Scene) {
    let spans = &lane.spans;
    let end_of = |span: &Span| span.end.map_or(axis.end(), |end| axis.at(end));
    let before = |x: f64| spans.partition_point(|span| axis.at(span.start) <= x);
    let mut at = spans.partition_point(|span| end_of(span) < view.start);
    // A poll is drawn wider than it is: one that ended just before the edge still shows.
    at = at.saturating_sub(1);
    while at < spans.len() {
        let span = &spans[at];
        let x = view.px(axis.at(span.start));
        if x > view.width {
            break;
        }
        let reach = view.unpx(x + DENSE);
        let mut next = before(reach).max(at + 1);
        if next - 1 > at && end_of(&spans[next - 1]) > reach {
            next -= 1;
        }
        let polls = polls_between(spans, at, next);
        let right = view.px(end_of(&spans[next - 1]));
        if polls > 1 {
            push_dense(scene, row, x, right, polls, span.start);
        } else if next - at > 1 && polls == 1 {
            let poll = spans[at..next]
                .iter()
                .find(|span| matches!(span.doing, Doing::Poll(_)));
            if let Some(poll) = poll {
                push(
                    scene,
                    row,
                    view.px(axis.at(poll.start)),
                    view.px(end_of(poll)),
                    poll,
                    view,
                );
            }
        } else {
            push(scene, row, x, right, span, view);
        }
        at = next;
    }
}

fn polls_between(spans: &[Span], from: usize, to: usize) -> u32 {
    let earlier = from.checked_sub(1).map_or(0, |before| spans[before].polls);
    spans[to - 1].polls - earlier
}

fn push(scene: &mut Scene, row: usize, x: f64, right: f64, span: &Span, view: Viewport) {
    let look = match span.doing {
        Doing::Created => Look::Created,
        Doing::Poll(None) => Look::PollRunning,
        Doing::Poll(Some(Outcome::Ready)) => Look::PollReady,
        Doing::Poll(Some(Outcome::Pending)) => Look::PollPending,
        Doing::Poll(Some(Outcome::Panicked)) => Look::PollPanicked,
        Doing::Waiting => Look::Waiting,
        Doing::Queued => Look::Queued,
        Doing::Blocked => Look::Blocked,
    };
    let least = if matches!(span.doing, Doing::Poll(_)) {
        LEAST_POLL
    } else {
        1.0
    };
    let left = x.max(-LEAST_POLL);
    let width = right.min(view.width + LEAST_POLL) - left;
    if x + least < 0.0 && right < 0.0 {
        return;
    }
    scene.bars.push(Bar {
        row,
        x: left,
        width: width.max(least),
        look,
        event: span.start,
    });
}

/// A wait that is wide enough says what for.
fn labels(model: &Model, scene: &mut Scene) {
    for bar in scene.bars.iter().filter(|bar| bar.width >= LABELLED_BAR) {
        if let Look::Waiting | Look::Blocked = bar.look
            && let Some(text) = super::words::wait(model, bar.event)
        {
            scene.labels.push(BarLabel {
                row: bar.row,
                x: bar.x,
                width: bar.width,
                text,
            });
        }
    }
}

/// Adds a dense bar, or lengthens the one it touches.
fn push_dense(scene: &mut Scene, row: usize, x: f64, right: f64, polls: u32, event: Index) {
    if let Some(last) = scene.bars.last_mut()
        && last.row == row
        && let Look::Dense { polls: before } = &mut last.look
        && x <= last.x + last.width + DENSE
    {
        *before += polls;
        last.width = right.max(x + 1.0) - last.x;
        return;
    }
    let width = (right - x).max(LEAST_POLL);
    scene.bars.push(Bar {
        row,
        x,
        width,
        look: Look::Dense { polls },
        event,
    });
}

fn marks(lane: &Lane, axis: &Axis, view: Viewport, row: usize, scene: &mut Scene) {
    let marks = &lane.marks;
    let mut at = marks.partition_point(|mark| axis.at(mark.event) < view.unpx(-MARK_WIDTH));
    while let Some(mark) = marks.get(at) {
        let x = view.px(axis.at(mark.event));
        if x > view.width + MARK_WIDTH {
            break;
        }
        let reach = view.unpx(x + MARK_WIDTH);
        let next = marks
            .partition_point(|mark| axis.at(mark.event) <= reach)
            .max(at + 1);
        // Of many in one place a few are enough to find the one that matters.
        let crowd = &marks[at..next.min(at + 64)];
        let above = crowd
            .iter()
            .filter(|mark| above_bar(mark.kind))
            .max_by_key(|mark| mark.kind);
        let beside = crowd
            .iter()
            .filter(|mark| !above_bar(mark.kind))
            .max_by_key(|mark| mark.kind);
        for mark in [above, beside].into_iter().flatten() {
            let x = view.px(axis.at(mark.event));
            scene.marks.push(MarkShape {
                row,
                x,
                kind: mark.kind,
                event: mark.event,
            });
        }
        at = next;
    }
}

/// Prints stand above the bars, all other marks on the line of the lane.
pub fn above_bar(kind: MarkKind) -> bool {
    kind == MarkKind::Print
}

fn arrows(
    model: &Model,
    axis: &Axis,
    view: Viewport,
    rows: &[Row],
    visible: &std::ops::Range<usize>,
    scene: &mut Scene,
) {
    let mut row_of = vec![None; model.lanes.len()];
    for (index, row) in rows.iter().enumerate() {
        row_of[row.lane] = Some(index);
    }
    let arrows = &model.arrows;
    let from = arrows.partition_point(|arrow| axis.at(arrow.event) < view.start);
    let to = arrows.partition_point(|arrow| axis.at(arrow.event) <= view.end());
    let stride = (to - from).div_ceil(20_000).max(1);
    let mut last_at: std::collections::HashMap<(LaneId, LaneId), f64> = Default::default();
    for arrow in arrows[from..to].iter().step_by(stride) {
        if scene.arrows.len() >= MOST_ARROWS {
            break;
        }
        let x = view.px(axis.at(arrow.event));
        let near = last_at
            .get(&(arrow.from, arrow.to))
            .is_some_and(|last| x - last < MARK_WIDTH);
        if arrow.from == arrow.to || near {
            continue;
        }
        let (Some(from_row), Some(to_row)) = (row_of[arrow.from], row_of[arrow.to]) else {
            continue;
        };
        let passes = from_row.min(to_row) < visible.end && from_row.max(to_row) >= visible.start;
        if passes {
            last_at.insert((arrow.from, arrow.to), x);
            scene
                .arrows
                .push(shape(model, axis, view, arrow, from_row, to_row));
        }
    }
}

/// The shape of one arrow; also for the one that belongs to the current event.
pub fn shape(
    model: &Model,
    axis: &Axis,
    view: Viewport,
    arrow: &Arrow,
    from_row: usize,
    to_row: usize,
) -> ArrowShape {
    let x = view.px(axis.at(arrow.event));
    let led_to = match arrow.kind {
        ArrowKind::Wake => model.effect(arrow.event),
        ArrowKind::Spawn => None,
    };
    let to_x = led_to.map_or(x, |event| view.px(axis.at(event)));
    // An arrow says who and whom; a queue as long as the screen would only bend it flat.
    ArrowShape {
        from_row,
        to_row,
        x,
        to_x: to_x.min(x + 48.0),
        kind: arrow.kind,
        event: arrow.event,
    }
}

fn ticks(axis: &Axis, view: Viewport) -> Vec<Tick> {
    if axis.kind == AxisKind::Squeezed {
        return Vec::new();
    }
    let wanted = (view.width / 90.0).max(1.0);
    let mut step = nice(view.span / wanted);
    if axis.kind == AxisKind::Steps {
        step = step.max(1.0);
    }
    let first = (view.start / step).ceil() as u64;
    let last = (view.end() / step).floor() as u64;
    (first..=last.min(first + 1000))
        .map(|count| {
            let x = count as f64 * step;
            let label = match axis.kind {
                AxisKind::Steps => format!("{x}"),
                _ => super::words::clock_in_steps(x, step),
            };
            Tick {
                x: view.px(x),
                label,
            }
        })
        .collect()
}

fn gaps(axis: &Axis, view: Viewport) -> Vec<GapShape> {
    let mut shapes: Vec<GapShape> = Vec::new();
    for gap in axis.gaps(view.start, view.end()) {
        let (x, to) = (view.px(gap.from), view.px(gap.to));
        if to - x >= 14.0 {
            shapes.push(GapShape {
                x,
                width: to - x,
                label: super::words::length(gap.length),
            });
        }
    }
    shapes
}

/// The next of 1, 2, 5, 10, 20 … that is not below.
fn nice(step: f64) -> f64 {
    let power = 10f64.powf(step.log10().floor());
    let digit = step / power;
    let up = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|nice| digit <= *nice + 1e-9)
        .unwrap_or(10.0);
    up * power
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
