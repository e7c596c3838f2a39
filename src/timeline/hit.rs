//! What is under the pointer.

use super::layout::{Look, ROW, RULER, Scene, above_bar};
use super::model::Index;

/// Finds the event at a place in the scrolled canvas. `y` counts from the top of the canvas, which
/// shows the rows from `scroll` pixels on.
pub fn hit(scene: &Scene, x: f64, y: f64, scroll: f64) -> Option<Index> {
    if y < RULER {
        return None;
    }
    let below = y - RULER + scroll;
    let row = (below / ROW) as usize;
    let high = below - row as f64 * ROW < ROW * 0.4;
    let reach = 6.0;

    let mark = scene
        .marks
        .iter()
        .filter(|mark| mark.row == row && (mark.x - x).abs() <= reach)
        .min_by(|a, b| {
            let rank = |mark: &super::layout::MarkShape| {
                (above_bar(mark.kind) != high, (mark.x - x).abs())
            };
            rank(a)
                .partial_cmp(&rank(b))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
    let bar = |least: f64, polls: bool| {
        scene
            .bars
            .iter()
            .filter(|bar| bar.row == row && bar.look != Look::Alive && is_poll(bar.look) == polls)
            .find(|bar| x >= bar.x - least && x <= bar.x + bar.width + least)
            .map(|bar| bar.event)
    };
    let mark_event = mark.map(|mark| mark.event);
    if high {
        mark_event.or_else(|| bar(2.0, true))
    } else {
        bar(2.0, true).or(mark_event)
    }
    .or_else(|| arrow(scene, x, below))
    .or_else(|| bar(0.0, false))
}

fn is_poll(look: Look) -> bool {
    !matches!(
        look,
        Look::Created | Look::Waiting | Look::Queued | Look::Blocked | Look::Alive
    )
}

fn arrow(scene: &Scene, x: f64, below: f64) -> Option<Index> {
    let middle = |row: usize| (row as f64 + 0.5) * ROW;
    scene
        .arrows
        .iter()
        .filter(|arrow| {
            let (from, to) = (middle(arrow.from_row), middle(arrow.to_row));
            below >= from.min(to) && below <= from.max(to)
        })
        .find(|arrow| (arrow.x - x).abs() <= 4.0)
        .map(|arrow| arrow.event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::layout::{Bar, MarkShape};
    use crate::timeline::model::MarkKind;

    fn scene() -> Scene {
        let bar = |row, x, width, look, event| Bar {
            row,
            x,
            width,
            look,
            event,
        };
        Scene {
            bars: vec![
                bar(0, 0.0, 400.0, Look::Alive, 0),
                bar(1, 10.0, 4.0, Look::PollPending, 3),
                bar(1, 14.0, 200.0, Look::Waiting, 4),
            ],
            marks: vec![MarkShape {
                row: 1,
                x: 12.0,
                kind: MarkKind::Print,
                event: 2,
            }],
            ..Scene::default()
        }
    }

    #[test]
    fn the_upper_edge_of_a_row_finds_the_print_and_its_middle_the_poll() {
        let row = RULER + ROW;
        assert_eq!(hit(&scene(), 12.0, row + 3.0, 0.0), Some(2));
        assert_eq!(hit(&scene(), 12.0, row + 15.0, 0.0), Some(3));
        assert_eq!(hit(&scene(), 120.0, row + 15.0, 0.0), Some(4));
    }

    #[test]
    fn scrolling_moves_the_rows_and_empty_space_is_nothing() {
        assert_eq!(hit(&scene(), 120.0, RULER + 15.0, ROW), Some(4));
        assert_eq!(hit(&scene(), 120.0, RULER + 5.0, 0.0), None);
        assert_eq!(hit(&scene(), 120.0, 5.0, 0.0), None);
    }
}
