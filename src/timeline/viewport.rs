//! The part of the axis that is on screen.

use std::ops::Range;

/// A stretch of the axis, in its own unit, seen through `width` pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    pub start: f64,
    pub span: f64,
    pub width: f64,
}

impl Viewport {
    /// Everything in a range.
    pub fn fit(all: Range<f64>, width: f64) -> Self {
        Viewport {
            start: all.start,
            span: (all.end - all.start).max(1e-6),
            width,
        }
    }

    pub fn end(&self) -> f64 {
        self.start + self.span
    }

    pub fn px(&self, x: f64) -> f64 {
        (x - self.start) / self.span * self.width
    }

    pub fn unpx(&self, px: f64) -> f64 {
        self.start + px / self.width * self.span
    }

    /// Zooms by `factor` (below 1 is nearer) around a pixel that stays where it is.
    pub fn zoom(self, factor: f64, around_px: f64, least: f64, all: Range<f64>) -> Self {
        let most = all.end - all.start;
        let span = (self.span * factor).clamp(least.min(most), most);
        let fixed = self.unpx(around_px);
        let start = fixed - around_px / self.width * span;
        Viewport {
            start,
            span,
            ..self
        }
        .within(all)
    }

    /// Moves by pixels.
    pub fn pan(self, px: f64, all: Range<f64>) -> Self {
        Viewport {
            start: self.start + px / self.width * self.span,
            ..self
        }
        .within(all)
    }

    /// Moves as little as is needed to show `x` away from the edges.
    pub fn reveal(self, x: f64, all: Range<f64>) -> Self {
        let margin = self.span * 0.1;
        if x < self.start + margin && self.start > all.start {
            Viewport {
                start: x - margin,
                ..self
            }
            .within(all)
        } else if x > self.end() - margin && self.end() < all.end {
            Viewport {
                start: x - self.span + 3.0 * margin,
                ..self
            }
            .within(all)
        } else {
            self
        }
    }

    fn within(self, all: Range<f64>) -> Self {
        let last = (all.end - self.span).max(all.start);
        Viewport {
            start: self.start.clamp(all.start, last),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_keeps_the_point_under_the_pointer() {
        let view = Viewport::fit(0.0..1000.0, 500.0);
        let near = view.zoom(0.5, 125.0, 1.0, 0.0..1000.0);
        assert_eq!(near.span, 500.0);
        assert_eq!(near.unpx(125.0), view.unpx(125.0));
    }

    #[test]
    fn nothing_leads_off_the_axis() {
        let view = Viewport::fit(0.0..1000.0, 500.0).zoom(0.1, 0.0, 1.0, 0.0..1000.0);
        assert_eq!(view.pan(-400.0, 0.0..1000.0).start, 0.0);
        assert_eq!(view.pan(1e9, 0.0..1000.0).end(), 1000.0);
        assert_eq!(
            view.zoom(1e9, 0.0, 1.0, 0.0..1000.0),
            Viewport::fit(0.0..1000.0, 500.0)
        );
        assert_eq!(view.zoom(1e-9, 0.0, 8.0, 0.0..1000.0).span, 8.0);
    }

    #[test]
    fn a_range_need_not_begin_at_0() {
        let all = 600.0..700.0;
        let view = Viewport::fit(all.clone(), 500.0);
        assert_eq!((view.start, view.end()), (600.0, 700.0));
        let near = view.zoom(0.1, 0.0, 1.0, all.clone());
        assert_eq!(near.pan(-1e6, all.clone()).start, 600.0);
        assert_eq!(near.pan(1e6, all.clone()).end(), 700.0);
        assert_eq!(near.reveal(650.0, all).start, 643.0);
    }

    #[test]
    fn reveal_moves_only_when_it_must() {
        let view = Viewport {
            start: 100.0,
            span: 100.0,
            width: 500.0,
        };
        assert_eq!(view.reveal(150.0, 0.0..1000.0), view);
        let moved = view.reveal(400.0, 0.0..1000.0);
        assert!(moved.start < 400.0 && moved.end() > 400.0);
        assert_eq!(view.reveal(5.0, 0.0..1000.0).start, 0.0);
    }
}
