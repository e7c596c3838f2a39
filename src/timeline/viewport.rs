//! The part of the axis that is on screen.

/// A stretch of the axis, in its own unit, seen through `width` pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    pub start: f64,
    pub span: f64,
    pub width: f64,
}

impl Viewport {
    /// Everything from 0 to `end`.
    pub fn fit(end: f64, width: f64) -> Self {
        Viewport {
            start: 0.0,
            span: end.max(1e-6),
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
    pub fn zoom(self, factor: f64, around_px: f64, least: f64, end: f64) -> Self {
        let span = (self.span * factor).clamp(least.min(end), end);
        let fixed = self.unpx(around_px);
        let start = fixed - around_px / self.width * span;
        Viewport {
            start,
            span,
            ..self
        }
        .within(end)
    }

    /// Moves by pixels.
    pub fn pan(self, px: f64, end: f64) -> Self {
        Viewport {
            start: self.start + px / self.width * self.span,
            ..self
        }
        .within(end)
    }

    /// Moves as little as is needed to show `x` away from the edges.
    pub fn reveal(self, x: f64, end: f64) -> Self {
        let margin = self.span * 0.1;
        if x < self.start + margin && self.start > 0.0 {
            Viewport {
                start: x - margin,
                ..self
            }
            .within(end)
        } else if x > self.end() - margin && self.end() < end {
            Viewport {
                start: x - self.span + 3.0 * margin,
                ..self
            }
            .within(end)
        } else {
            self
        }
    }

    fn within(self, end: f64) -> Self {
        Viewport {
            start: self.start.clamp(0.0, (end - self.span).max(0.0)),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_keeps_the_point_under_the_pointer() {
        let view = Viewport::fit(1000.0, 500.0);
        let near = view.zoom(0.5, 125.0, 1.0, 1000.0);
        assert_eq!(near.span, 500.0);
        assert_eq!(near.unpx(125.0), view.unpx(125.0));
    }

    #[test]
    fn nothing_leads_off_the_axis() {
        let view = Viewport::fit(1000.0, 500.0).zoom(0.1, 0.0, 1.0, 1000.0);
        assert_eq!(view.pan(-400.0, 1000.0).start, 0.0);
        assert_eq!(view.pan(1e9, 1000.0).end(), 1000.0);
        assert_eq!(
            view.zoom(1e9, 0.0, 1.0, 1000.0),
            Viewport::fit(1000.0, 500.0)
        );
        assert_eq!(view.zoom(1e-9, 0.0, 8.0, 1000.0).span, 8.0);
    }

    #[test]
    fn reveal_moves_only_when_it_must() {
        let view = Viewport {
            start: 100.0,
            span: 100.0,
            width: 500.0,
        };
        assert_eq!(view.reveal(150.0, 1000.0), view);
        let moved = view.reveal(400.0, 1000.0);
        assert!(moved.start < 400.0 && moved.end() > 400.0);
        assert_eq!(view.reveal(5.0, 1000.0).start, 0.0);
    }
}
