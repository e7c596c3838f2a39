//! Shapes of recordings written by hand, and the cost of long ones.

use std::collections::BTreeSet;

use super::*;
use crate::timeline::rows::rows;
use crate::timeline::sample;

fn scene(model: &Model, kind: AxisKind, zoom: f64) -> Scene {
    let axis = Axis::new(kind, &model.events);
    let view = Viewport::fit(0.0..axis.end() * zoom, 800.0);
    let rows = rows(model, &BTreeSet::new());
    layout(model, &axis, view, &rows, 0..rows.len(), model.len())
}

fn looks(scene: &Scene, row: usize) -> Vec<Look> {
    scene
        .bars
        .iter()
        .filter(|bar| bar.row == row)
        .map(|bar| bar.look)
        .collect()
}

#[test]
fn rows_are_grouped_by_thread_with_children_below() {
    let model = sample::two_workers();
    let all = rows(&model, &BTreeSet::new());
    let names: Vec<_> = all
        .iter()
        .map(|row| (model.lanes[row.lane].name.as_str(), row.depth))
        .collect();
    assert_eq!(
        names,
        [
            ("main", 0),
            ("both", 1),
            ("worker", 2),
            ("worker", 2),
            ("thread 2", 0)
        ]
    );
    let folded = BTreeSet::from([all[1].lane]);
    assert_eq!(rows(&model, &folded).len(), 3);
    let folded = BTreeSet::from([all[0].lane]);
    assert_eq!(rows(&model, &folded).len(), 2);
}

#[test]
fn in_steps_every_span_has_its_bar() {
    let scene = scene(&sample::two_workers(), AxisKind::Steps, 1.0);
    assert_eq!(
        looks(&scene, 1),
        [
            Look::Alive,
            Look::Created,
            Look::PollPending,
            Look::Waiting,
            Look::Queued,
            Look::PollReady
        ]
    );
    assert_eq!(looks(&scene, 0), [Look::Alive, Look::Blocked]);
    let arrow = scene
        .arrows
        .iter()
        .find(|arrow| arrow.kind == ArrowKind::Wake)
        .unwrap();
    assert_eq!((arrow.from_row, arrow.to_row), (4, 1));
    assert!(arrow.to_x > arrow.x, "it points to the poll it led to");
}

#[test]
fn in_time_a_poll_keeps_a_least_width_and_the_wait_is_to_scale() {
    let scene = scene(&sample::two_workers(), AxisKind::Time, 1.0);
    let polls: Vec<&Bar> = scene
        .bars
        .iter()
        .filter(|bar| bar.row == 2 && matches!(bar.look, Look::PollPending | Look::PollReady))
        .collect();
    assert_eq!(polls.len(), 2);
    assert!(polls.iter().all(|bar| bar.width == LEAST_POLL));
    let waiting = scene
        .bars
        .iter()
        .find(|bar| bar.row == 2 && bar.look == Look::Waiting)
        .unwrap();
    assert!(waiting.width > 700.0);
}

#[test]
fn many_polls_are_one_dense_bar_that_counts_them() {
    let model = sample::busy(5_000);
    let all = scene(&model, AxisKind::Time, 1.0);
    let dense: u32 = all
        .bars
        .iter()
        .map(|bar| {
            if let Look::Dense { polls } = bar.look {
                polls
            } else {
                0
            }
        })
        .sum();
    assert!((4_990..=5_000).contains(&dense), "{dense}");
    assert!(all.bars.len() < 20);
    let near = scene(&model, AxisKind::Time, 0.002);
    let single = near
        .bars
        .iter()
        .filter(|bar| bar.look == Look::PollPending)
        .count();
    assert!((9..=12).contains(&single), "{single} polls apart when near");
}

#[test]
fn the_work_depends_on_the_screen_and_not_on_the_recording() {
    let model = sample::busy(200_000);
    for kind in [AxisKind::Steps, AxisKind::Time, AxisKind::Squeezed] {
        let shapes = scene(&model, kind, 1.0);
        assert!(shapes.bars.len() < 2_000, "{kind:?}: {}", shapes.bars.len());
        assert!(shapes.arrows.len() <= MOST_ARROWS);
    }
}

#[test]
fn ticks_have_round_labels() {
    let shapes = scene(&sample::two_workers(), AxisKind::Time, 1.0);
    let labels: Vec<&str> = shapes
        .ticks
        .iter()
        .map(|tick| tick.label.as_str())
        .collect();
    assert_eq!(labels, ["0 s", "0.1 s", "0.2 s", "0.3 s", "0.4 s", "0.5 s"]);
    let shapes = scene(&sample::two_workers(), AxisKind::Squeezed, 1.0);
    assert_eq!(shapes.gaps[0].label, "500 ms");
}

#[test]
fn nothing_outside_the_view_is_drawn() {
    let model = sample::two_workers();
    let axis = Axis::new(AxisKind::Time, &model.events);
    let view = Viewport {
        start: 100.0,
        span: 50.0,
        width: 800.0,
    };
    let rows = rows(&model, &BTreeSet::new());
    let scene = layout(&model, &axis, view, &rows, 0..rows.len(), 0);
    assert!(scene.marks.is_empty() && scene.arrows.is_empty());
    assert!(
        scene
            .bars
            .iter()
            .all(|bar| bar.width <= 810.0 && bar.x >= -10.0)
    );
    let all_waiting = scene
        .bars
        .iter()
        .all(|bar| matches!(bar.look, Look::Waiting | Look::Alive | Look::Blocked));
    assert!(all_waiting);
}
