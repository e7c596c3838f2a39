//! Draws a scene on a canvas. Every mark differs in shape or texture as well as in colour.

use web_sys::CanvasRenderingContext2d as Canvas;

use super::layout::{ArrowShape, Bar, Look, MarkShape, ROW, RULER, Scene};
use super::model::{ArrowKind, Index, MarkKind};
use super::overview::{self, Column};
use super::palette::Palette;

/// What is on screen besides the scene itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    pub width: f64,
    pub height: f64,
    /// Pixels of the rows that are scrolled away above.
    pub scroll: f64,
    pub rows: usize,
    pub ratio: f64,
    /// The row of the current event.
    pub row: Option<usize>,
    /// The current event, its cause and its effect.
    pub lit: [Option<Index>; 3],
    pub hover: Option<Index>,
    /// How far a wake has travelled along its arrow, from 0 to 1.
    pub travel: Option<f64>,
}

/// Half the height of a bar, by look: outcomes differ in height too.
const TALL: f64 = 6.5;
const SHORT: f64 = 4.5;

pub fn paint(canvas: &Canvas, palette: &Palette, scene: &Scene, frame: &Frame) {
    // A canvas that cannot be drawn on leaves the page as it is; all it says is in the lists too.
    let _ = canvas.set_transform(frame.ratio, 0.0, 0.0, frame.ratio, 0.0, 0.0);
    canvas.clear_rect(0.0, 0.0, frame.width, frame.height);
    let painter = Painter {
        canvas,
        palette,
        frame,
    };
    painter.ground(scene);
    canvas.save();
    canvas.begin_path();
    canvas.rect(0.0, RULER, frame.width, (frame.height - RULER).max(0.0));
    canvas.clip();
    for bar in &scene.bars {
        painter.bar(bar);
    }
    for label in &scene.labels {
        painter.label(&label.text, label.x, label.width, painter.middle(label.row));
    }
    for arrow in &scene.arrows {
        painter.arrow(arrow);
    }
    for mark in &scene.marks {
        painter.mark(mark);
    }
    painter.veil(scene.cursor);
    for arrow in scene
        .arrows
        .iter()
        .filter(|arrow| painter.is_lit(arrow.event))
    {
        painter.arrow(arrow);
    }
    canvas.restore();
    painter.cursor(scene.cursor);
}

/// The whole recording below the lanes; what is on screen of it is framed, unless that is everything.
pub fn paint_overview(
    canvas: &Canvas,
    palette: &Palette,
    columns: &[Column],
    ratio: f64,
    window: Option<(f64, f64)>,
    cursor: f64,
) {
    let (width, height) = (columns.len() as f64, overview::HEIGHT);
    let _ = canvas.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
    canvas.clear_rect(0.0, 0.0, width, height);
    let most = columns.iter().map(|it| it.events).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    for (x, column) in columns.iter().enumerate().filter(|(_, it)| it.events > 0) {
        let tall = (overview::height(column, most) * (height - 8.0)).max(2.0);
        let colour = match column.panics {
            0 => &palette.pending,
            _ => &palette.panic,
        };
        canvas.set_fill_style_str(colour);
        canvas.fill_rect(x as f64, height - 2.0 - tall, 1.0, tall);
        if column.prints > 0 {
            canvas.set_fill_style_str(&palette.ink);
            canvas.fill_rect(x as f64, 2.0, 1.0, 3.0);
        }
    }
    if let Some((from, to)) = window {
        canvas.set_fill_style_str(&palette.row);
        canvas.set_global_alpha(0.75);
        canvas.fill_rect(0.0, 0.0, from, height);
        canvas.fill_rect(to, 0.0, (width - to).max(0.0), height);
        canvas.set_global_alpha(1.0);
        canvas.set_stroke_style_str(&palette.ink);
        canvas.set_line_width(1.0);
        canvas.stroke_rect(
            from.round() + 0.5,
            0.5,
            (to - from - 1.0).max(1.0),
            height - 1.0,
        );
    }
    canvas.set_fill_style_str(&palette.cursor);
    canvas.fill_rect(cursor.round() - 1.0, 0.0, 2.0, height);
}

struct Painter<'a> {
    canvas: &'a Canvas,
    palette: &'a Palette,
    frame: &'a Frame,
}

impl Painter<'_> {
    fn is_lit(&self, event: Index) -> bool {
        self.frame.lit.contains(&Some(event)) || self.frame.hover == Some(event)
    }

    /// The middle of a row on the canvas, a little below so that prints fit above.
    fn middle(&self, row: usize) -> f64 {
        RULER + row as f64 * ROW - self.frame.scroll + ROW * 0.62
    }

    fn ground(&self, scene: &Scene) {
        let Frame {
            width,
            height,
            scroll,
            ..
        } = *self.frame;
        let canvas = self.canvas;
        if let Some(row) = self.frame.row {
            canvas.set_fill_style_str(&self.palette.row);
            canvas.fill_rect(0.0, RULER + row as f64 * ROW - scroll, width, ROW);
        }
        canvas.set_line_width(1.0);
        canvas.set_stroke_style_str(&self.palette.line);
        canvas.begin_path();
        for tick in &scene.ticks {
            let x = tick.x.round() + 0.5;
            canvas.move_to(x, RULER - 5.0);
            canvas.line_to(x, height);
        }
        for row in 1..=self.frame.rows {
            let y = (RULER + row as f64 * ROW - scroll).round() - 0.5;
            if y > RULER && y < height {
                canvas.move_to(0.0, y);
                canvas.line_to(width, y);
            }
        }
        canvas.set_global_alpha(0.55);
        canvas.stroke();
        canvas.set_global_alpha(1.0);

        for gap in &scene.gaps {
            canvas.set_fill_style_str(&self.palette.row);
            canvas.fill_rect(gap.x + 1.0, RULER, gap.width - 2.0, height);
        }
        canvas.set_fill_style_str(&self.palette.paper);
        canvas.fill_rect(0.0, 0.0, width, RULER - 5.0);
        self.font(11.0);
        canvas.set_fill_style_str(&self.palette.faint);
        canvas.set_text_baseline("middle");
        for tick in &scene.ticks {
            self.text(&tick.label, tick.x + 4.0, RULER / 2.0);
        }
        for gap in scene
            .gaps
            .iter()
            .filter(|gap| gap.width > gap.label.len() as f64 * 6.5)
        {
            let x = gap.x + gap.width / 2.0 - gap.label.len() as f64 * 3.3;
            self.text(&gap.label, x, RULER / 2.0);
        }
    }

    fn bar(&self, bar: &Bar) {
        let y = self.middle(bar.row);
        if y < RULER - ROW || y > self.frame.height + ROW {
            return;
        }
        let (canvas, palette) = (self.canvas, self.palette);
        let Bar { x, width, .. } = *bar;
        match bar.look {
            Look::Alive => {
                canvas.set_fill_style_str(&palette.line);
                canvas.fill_rect(x, y - 0.5, width, 1.0);
            }
            Look::Created => self.dots(x, width, y, &palette.faint),
            Look::PollReady => {
                canvas.set_fill_style_str(&palette.ready);
                canvas.fill_rect(x, y - TALL, width, 2.0 * TALL);
            }
            Look::PollPending => self.pending(x, width, y),
            Look::PollRunning => {
                canvas.set_stroke_style_str(&palette.ink);
                canvas.stroke_rect(x, y - TALL, width, 2.0 * TALL);
            }
            Look::PollPanicked => {
                canvas.set_fill_style_str(&palette.panic);
                canvas.fill_rect(x, y - TALL, width, 2.0 * TALL);
            }
            Look::Dense { polls } => self.dense(x, width, y, polls),
            Look::Waiting => self.hatch(x, width, y, SHORT, 7.0, &palette.waiting),
            Look::Queued => self.hatch(x, width, y, SHORT, -4.0, &palette.queued),
            Look::Blocked => self.blocked(x, width, y),
        }
        if self.is_lit(bar.event) && bar.look != Look::Alive && bar.look != Look::Created {
            canvas.set_stroke_style_str(&palette.cursor);
            canvas.set_line_width(1.5);
            canvas.stroke_rect(x - 2.0, y - TALL - 2.0, width + 4.0, 2.0 * TALL + 4.0);
            canvas.set_line_width(1.0);
        }
    }

    /// A poll that did not finish: lower, and open like a notch to the right where there is room.
    fn pending(&self, x: f64, width: f64, y: f64) {
        let canvas = self.canvas;
        let notch = (width * 0.4).min(SHORT);
        canvas.set_fill_style_str(&self.palette.pending);
        canvas.begin_path();
        canvas.move_to(x, y - SHORT);
        canvas.line_to(x + width, y - SHORT);
        canvas.line_to(x + width - notch, y);
        canvas.line_to(x + width, y + SHORT);
        canvas.line_to(x, y + SHORT);
        canvas.fill();
    }

    /// Many polls: a comb, with their number.
    fn dense(&self, x: f64, width: f64, y: f64, polls: u32) {
        let canvas = self.canvas;
        canvas.set_fill_style_str(&self.palette.pending);
        canvas.set_global_alpha(0.45);
        canvas.fill_rect(x, y - SHORT, width, 2.0 * SHORT);
        canvas.set_global_alpha(1.0);
        let left = x.max(0.0) - x.max(0.0) % 3.0;
        let mut tooth = left.max(x);
        while tooth < (x + width).min(self.frame.width) {
            canvas.fill_rect(tooth, y - SHORT, 1.5, 2.0 * SHORT);
            tooth += 3.0;
        }
        let label = format!("{polls} polls");
        self.label(&label, x, width, y);
    }

    fn blocked(&self, x: f64, width: f64, y: f64) {
        let canvas = self.canvas;
        canvas.set_fill_style_str(&self.palette.blocked);
        canvas.set_global_alpha(0.28);
        canvas.fill_rect(x, y - SHORT, width, 2.0 * SHORT);
        canvas.set_global_alpha(1.0);
        canvas.fill_rect(x, y - SHORT, width, 1.0);
        canvas.fill_rect(x, y + SHORT - 1.0, width, 1.0);
        canvas.fill_rect(x, y - SHORT, 1.5_f64.min(width), 2.0 * SHORT);
        canvas.fill_rect(
            x + width - 1.5_f64.min(width),
            y - SHORT,
            1.5_f64.min(width),
            2.0 * SHORT,
        );
    }

    /// Slanted lines, `gap` pixels apart; a negative gap slants them the other way.
    fn hatch(&self, x: f64, width: f64, y: f64, half: f64, gap: f64, colour: &str) {
        let canvas = self.canvas;
        let (left, right) = (x.max(0.0), (x + width).min(self.frame.width));
        if right - left < 1.0 {
            return;
        }
        canvas.set_stroke_style_str(colour);
        canvas.begin_path();
        let (step, lean) = (gap.abs(), half * 2.0);
        let mut foot = left - lean - (left - lean).rem_euclid(step);
        while foot < right {
            // The stroke from (foot, low) to (foot + lean, high), cut to the bar.
            let (from, to) = (foot.max(left), (foot + lean).min(right));
            if to > from {
                let rise = |at: f64| {
                    if gap > 0.0 {
                        half - (at - foot)
                    } else {
                        (at - foot) - half
                    }
                };
                canvas.move_to(from, y + rise(from));
                canvas.line_to(to, y + rise(to));
            }
            foot += step;
        }
        canvas.stroke();
    }

    fn dots(&self, x: f64, width: f64, y: f64, colour: &str) {
        self.canvas.set_fill_style_str(colour);
        let mut at = x.max(0.0);
        while at < (x + width).min(self.frame.width) {
            self.canvas.fill_rect(at, y - 0.75, 1.5, 1.5);
            at += 5.0;
        }
    }

    fn mark(&self, mark: &MarkShape) {
        let y = self.middle(mark.row);
        let (canvas, palette) = (self.canvas, self.palette);
        let x = mark.x;
        match mark.kind {
            MarkKind::Print => {
                canvas.set_fill_style_str(&palette.ink);
                self.font(9.0);
                self.text("¶", x - 1.0, y - TALL - 3.5);
            }
            MarkKind::Spawn => {
                canvas.set_fill_style_str(&palette.paper);
                canvas.set_stroke_style_str(&palette.spawn);
                self.circle(x, y, 3.0);
                canvas.fill();
                canvas.stroke();
            }
            MarkKind::Completed => {
                canvas.set_fill_style_str(&palette.dropped);
                self.circle(x + 8.0, y, 3.5);
                canvas.fill();
            }
            MarkKind::ThreadEnd => {
                canvas.set_fill_style_str(&palette.dropped);
                canvas.fill_rect(x, y - 5.0, 2.0, 10.0);
            }
            MarkKind::Cancelled | MarkKind::NeverPolled => {
                canvas.set_stroke_style_str(&palette.panic);
                canvas.set_line_width(2.0);
                canvas.begin_path();
                for lean in [4.0, -4.0] {
                    canvas.move_to(x + 8.0 - lean, y - 4.0);
                    canvas.line_to(x + 8.0 + lean, y + 4.0);
                }
                canvas.stroke();
                canvas.set_line_width(1.0);
            }
            MarkKind::Panic => {
                canvas.set_fill_style_str(&palette.panic);
                self.font(14.0);
                self.text("‼", x + 3.0, y);
            }
            MarkKind::TimerFired => {
                canvas.set_fill_style_str(&palette.wake);
                canvas.begin_path();
                canvas.move_to(x, y - 5.0);
                canvas.line_to(x + 5.0, y);
                canvas.line_to(x, y + 5.0);
                canvas.line_to(x - 5.0, y);
                canvas.fill();
            }
        }
        if self.is_lit(mark.event) {
            canvas.set_stroke_style_str(&palette.cursor);
            canvas.set_line_width(1.5);
            let dy = if mark.kind == MarkKind::Print {
                -TALL - 3.0
            } else {
                0.0
            };
            self.circle(
                x + if mark.kind == MarkKind::Print {
                    1.0
                } else {
                    0.0
                },
                y + dy,
                7.5,
            );
            canvas.stroke();
            canvas.set_line_width(1.0);
        }
    }

    fn arrow(&self, arrow: &ArrowShape) {
        let canvas = self.canvas;
        let (from, to) = (self.middle(arrow.from_row), self.middle(arrow.to_row));
        let lit = self.is_lit(arrow.event);
        let colour = match arrow.kind {
            ArrowKind::Wake => &self.palette.wake,
            ArrowKind::Spawn => &self.palette.spawn,
        };
        canvas.set_stroke_style_str(colour);
        canvas.set_fill_style_str(colour);
        canvas.set_global_alpha(if lit { 1.0 } else { 0.7 });
        canvas.set_line_width(if lit { 2.0 } else { 1.0 });
        let dash = js_sys::Array::new();
        if arrow.kind == ArrowKind::Spawn {
            dash.push(&2.0.into());
            dash.push(&3.0.into());
        }
        let _ = canvas.set_line_dash(&dash);
        let down = if to > from { 1.0 } else { -1.0 };
        let tip = to - down * (SHORT + 1.0);
        let bend = (tip - from) * 0.5;
        canvas.begin_path();
        canvas.move_to(arrow.x, from);
        canvas.bezier_curve_to(
            arrow.x,
            from + bend,
            arrow.to_x,
            tip - bend,
            arrow.to_x,
            tip,
        );
        canvas.stroke();
        let _ = canvas.set_line_dash(&js_sys::Array::new());
        canvas.begin_path();
        canvas.move_to(arrow.to_x, tip + down * 1.5);
        canvas.line_to(arrow.to_x - 3.5, tip - down * 5.5);
        canvas.line_to(arrow.to_x + 3.5, tip - down * 5.5);
        canvas.fill();
        self.circle(arrow.x, from, 2.0);
        canvas.fill();
        if let Some(travel) = self
            .frame
            .travel
            .filter(|_| self.frame.lit[0] == Some(arrow.event))
        {
            let (x, y) = bezier(arrow.x, from, bend, arrow.to_x, tip, travel);
            self.circle(x, y, 4.5);
            canvas.fill();
        }
        canvas.set_line_width(1.0);
        canvas.set_global_alpha(1.0);
    }

    /// What is still to come lies under a veil.
    fn veil(&self, cursor: f64) {
        let Frame { width, height, .. } = *self.frame;
        if cursor < width {
            self.canvas.set_fill_style_str(&self.palette.paper);
            self.canvas.set_global_alpha(0.62);
            let from = cursor.max(0.0) + 1.0;
            self.canvas.fill_rect(from, RULER, width - from, height);
            self.canvas.set_global_alpha(1.0);
        }
    }

    fn cursor(&self, x: f64) {
        if !(-8.0..=self.frame.width + 8.0).contains(&x) {
            return;
        }
        let canvas = self.canvas;
        let x = x.min(self.frame.width - 1.0).max(1.0);
        canvas.set_fill_style_str(&self.palette.cursor);
        canvas.fill_rect(x - 0.75, RULER - 6.0, 1.5, self.frame.height);
        canvas.begin_path();
        canvas.move_to(x - 6.0, RULER - 14.0);
        canvas.line_to(x + 6.0, RULER - 14.0);
        canvas.line_to(x + 6.0, RULER - 9.0);
        canvas.line_to(x, RULER - 3.0);
        canvas.line_to(x - 6.0, RULER - 9.0);
        canvas.fill();
    }

    fn circle(&self, x: f64, y: f64, radius: f64) {
        self.canvas.begin_path();
        let _ = self.canvas.arc(x, y, radius, 0.0, std::f64::consts::TAU);
    }

    fn font(&self, size: f64) {
        self.canvas
            .set_font(&format!("{size}px {}", self.palette.font));
    }

    fn text(&self, text: &str, x: f64, y: f64) {
        let _ = self.canvas.fill_text(text, x, y);
    }

    /// A text on a bar, where it has room, on a piece of paper of its own.
    fn label(&self, text: &str, x: f64, width: f64, y: f64) {
        let (left, right) = (x.max(0.0), (x + width).min(self.frame.width));
        let wide = text.chars().count() as f64 * 6.7 + 8.0;
        if right - left < wide + 12.0 {
            return;
        }
        let at = (left + right - wide) / 2.0;
        self.canvas.set_fill_style_str(&self.palette.paper);
        self.canvas.fill_rect(at, y - TALL, wide, 2.0 * TALL);
        self.canvas.set_fill_style_str(&self.palette.ink);
        self.font(11.0);
        self.text(text, at + 4.0, y + 0.5);
    }
}

/// The point at `t` of the curve that `arrow` draws.
fn bezier(x: f64, from: f64, bend: f64, to_x: f64, tip: f64, t: f64) -> (f64, f64) {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    let blend = |points: [f64; 4]| {
        points
            .iter()
            .zip(weights)
            .map(|(point, weight)| point * weight)
            .sum()
    };
    (
        blend([x, x, to_x, to_x]),
        blend([from, from + bend, tip - bend, tip]),
    )
}
