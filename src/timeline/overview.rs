//! The whole recording as a strip: how much happened when, and which part is on screen.

use std::ops::Range;

use trace::Kind;

use super::axis::Axis;
use super::model::Model;
use super::viewport::Viewport;

/// The height of the strip, in pixels.
pub const HEIGHT: f64 = 26.0;

/// What happened in one pixel's width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Column {
    pub events: u32,
    pub panics: u32,
    pub prints: u32,
}

/// The recording in so many columns.
pub fn columns(model: &Model, axis: &Axis, width: usize) -> Vec<Column> {
    let mut columns = vec![Column::default(); width];
    if width == 0 {
        return columns;
    }
    let whole = Viewport::fit(axis.range(), width as f64);
    for (index, event) in model.events.iter().enumerate() {
        let at = whole.px(axis.at(index as u32)) as usize;
        let column = &mut columns[at.min(width - 1)];
        column.events += 1;
        match event.kind {
            Kind::Panic { .. } => column.panics += 1,
            Kind::Print { .. } => column.prints += 1,
            _ => {}
        }
    }
    columns
}

/// How high a column stands, from 0 to 1: twice as high for the square of the events, so that a quiet
/// moment is still seen beside a busy one.
pub fn height(column: &Column, most: u32) -> f64 {
    match most {
        0 => 0.0,
        most => f64::from(column.events).ln_1p() / f64::from(most).ln_1p(),
    }
}

/// From where to where the window on the strip goes, in its pixels.
pub fn window(view: Viewport, all: Range<f64>) -> (f64, f64) {
    let whole = Viewport::fit(all, view.width);
    let (from, to) = (whole.px(view.start), whole.px(view.end()));
    // Never too thin to be seen.
    (from, to.max(from + 3.0))
}

/// The view whose middle is at a pixel of the strip.
pub fn view_at(view: Viewport, px: f64, all: Range<f64>) -> Viewport {
    let middle = Viewport::fit(all.clone(), view.width).unpx(px);
    Viewport {
        start: middle - view.span / 2.0,
        ..view
    }
    .pan(0.0, all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::axis::AxisKind;
    use crate::timeline::sample;

    #[test]
    fn every_event_is_in_one_column() {
        let model = sample::two_workers();
        for kind in [AxisKind::Steps, AxisKind::Time, AxisKind::Squeezed] {
            let axis = Axis::new(kind, &model.events);
            for width in [1, 7, 400] {
                let columns = columns(&model, &axis, width);
                let events: u32 = columns.iter().map(|it| it.events).sum();
                let prints: u32 = columns.iter().map(|it| it.prints).sum();
                assert_eq!((columns.len(), events), (width, model.len()));
                assert_eq!(prints as usize, model.prints.len());
            }
        }
        assert!(columns(&Model::default(), &Axis::default(), 0).is_empty());
    }

    #[test]
    fn the_window_is_moved_to_where_it_is_asked_for_and_stays_inside() {
        let view = Viewport {
            start: 0.0,
            span: 10.0,
            width: 200.0,
        };
        assert_eq!(window(view, 0.0..100.0), (0.0, 20.0));
        assert_eq!(view_at(view, 100.0, 0.0..100.0).start, 45.0);
        assert_eq!(view_at(view, 0.0, 0.0..100.0).start, 0.0);
        assert_eq!(view_at(view, 200.0, 0.0..100.0).start, 90.0);
        assert_eq!(view_at(view, 0.0, 50.0..100.0).start, 50.0);
    }

    #[test]
    fn the_busiest_column_is_full_and_an_empty_one_flat() {
        let of = |events| Column {
            events,
            ..Column::default()
        };
        assert_eq!(height(&of(100), 100), 1.0);
        assert_eq!(height(&of(0), 100), 0.0);
        assert!(height(&of(1), 100) > 0.1);
    }
}
