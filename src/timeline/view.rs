//! The timeline on screen: lanes as a list beside a canvas, with pointer, wheel and keys.

use std::collections::BTreeSet;
use std::ops::Range;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::render::{AnimationFrame, request_animation_frame};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, MediaQueryList, PointerEvent,
    ResizeObserver, WheelEvent,
};
use yew::prelude::*;

use super::axis::AxisKind;
use super::hit::hit;
use super::layout::{self, ROW, RULER, Scene};
use super::model::{Index, LaneId};
use super::overview::{self, Column};
use super::paint::{Frame, paint, paint_overview};
use super::palette::Palette;
use super::rows::{Row, rows};
use super::viewport::Viewport;
use super::words;
use crate::components::icon::{Icon, Name};
use crate::marks;
use crate::state::player::Player;
use crate::state::tape::Tape;

/// More lanes than this are drawn, but only those on screen have labels.
const MOST_LABELS: usize = 300;
/// How wide an event is at first on an axis of events, in pixels.
const LEAST_EVENT: f64 = 9.0;
/// How long a wake travels along its arrow, in milliseconds.
const TRAVEL: f64 = 260.0;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub tape: Tape,
    pub player: Player,
    /// Nothing moves by itself.
    pub still: bool,
    pub on_seek: Callback<Index>,
    pub on_hover: Callback<Option<Index>>,
    pub on_axis: Callback<AxisKind>,
    pub on_next_poll: Callback<LaneId>,
    /// The controls of the player, which stand in the timeline's bar.
    pub children: Html,
    /// Shown in the place of lanes before the first run.
    pub empty: Html,
    /// Of a recording that goes on, the newest milliseconds are shown until the visitor chooses others.
    #[prop_or_default]
    pub newest: Option<f64>,
}

pub enum Msg {
    Fold(LaneId),
    Key(KeyboardEvent),
    Zoom(f64),
    Fit,
    Wheel(WheelEvent),
    Scrolled,
    Resized,
    Restyled,
    Down(PointerEvent),
    Move(PointerEvent),
    Up(PointerEvent),
    Leave,
    /// The pointer on the overview: where, and whether it is down.
    Overview(PointerEvent),
    Paint(f64),
}

struct Hover {
    event: Index,
    x: f64,
    y: f64,
}

pub struct Timeline {
    scroller: NodeRef,
    canvas: NodeRef,
    strip: NodeRef,
    /// The overview, and of what it was made.
    columns: ((Index, AxisKind, Range<f64>), Vec<Column>),
    /// `None` shows everything, also what is still being recorded.
    view: Option<Viewport>,
    folded: BTreeSet<LaneId>,
    rows: Vec<Row>,
    size: (f64, f64),
    scroll: f64,
    scene: Scene,
    palette: Option<Palette>,
    hover: Option<Hover>,
    /// Where the pointer went down, while it is down, and whether it has moved since.
    drag: Option<(f64, bool)>,
    frame: Option<AnimationFrame>,
    /// When the current event was reached, for what moves.
    reached: Option<f64>,
    marked: bool,
    listeners: Vec<EventListener>,
    observer: Option<(ResizeObserver, Closure<dyn FnMut()>)>,
}

impl Component for Timeline {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Timeline {
            scroller: NodeRef::default(),
            canvas: NodeRef::default(),
            strip: NodeRef::default(),
            columns: Default::default(),
            view: None,
            folded: BTreeSet::new(),
            rows: Vec::new(),
            size: (0.0, 0.0),
            scroll: 0.0,
            scene: Scene::default(),
            palette: None,
            hover: None,
            drag: None,
            frame: None,
            reached: None,
            marked: false,
            listeners: Vec::new(),
            observer: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if !props.tape.same(&old.tape) {
            self.view = None;
            self.folded.clear();
            self.hover = None;
            self.marked = false;
        }
        if props.player.axis != old.player.axis {
            self.view = self.near(ctx);
        }
        let redraw = props.tape != old.tape;
        if redraw {
            self.rows = rows(&props.tape.read().model, &self.folded);
        }
        if props.player.position != old.player.position {
            self.reached = None;
            self.follow(ctx);
        }
        self.schedule(ctx);
        redraw
            || props.children != old.children
            || props.empty != old.empty
            || props.player.position != old.player.position
            || props.player.axis != old.player.axis
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Fold(lane) => {
                if !self.folded.remove(&lane) {
                    self.folded.insert(lane);
                }
                self.rows = rows(&ctx.props().tape.read().model, &self.folded);
                self.schedule(ctx);
                return true;
            }
            Msg::Key(event) => self.key(ctx, &event),
            Msg::Zoom(factor) => self.zoom(ctx, factor, self.cursor_or_middle()),
            Msg::Fit => self.view = None,
            Msg::Wheel(event) => self.wheel(ctx, &event),
            Msg::Scrolled => {
                let scroller = self.scroller.cast::<HtmlElement>();
                self.scroll = scroller.map_or(0.0, |scroller| f64::from(scroller.scroll_top()));
                self.schedule(ctx);
                return self.rows.len() > MOST_LABELS;
            }
            Msg::Resized => self.measure(),
            Msg::Restyled => self.palette = Palette::read(),
            Msg::Down(event) => {
                let (x, _) = self.place(&event);
                self.drag = Some((x, false));
                if let Some(canvas) = self.canvas.cast::<HtmlCanvasElement>() {
                    // Without capture a drag ends at the edge, which is tolerable.
                    let _ = canvas.set_pointer_capture(event.pointer_id());
                }
            }
            Msg::Move(event) => return self.moved(ctx, &event),
            Msg::Up(event) => {
                let (x, y) = self.place(&event);
                if let Some((_, moved)) = self.drag.take()
                    && !moved
                {
                    match hit(&self.scene, x, y, self.scroll) {
                        Some(found) => ctx.props().on_seek.emit(found + 1),
                        None => self.scrub(ctx, x),
                    }
                }
            }
            Msg::Leave => {
                if self.hover.take().is_some() {
                    ctx.props().on_hover.emit(None);
                    self.schedule(ctx);
                    return true;
                }
            }
            Msg::Overview(event) => self.go_on_overview(ctx, &event),
            Msg::Paint(now) => {
                self.frame = None;
                self.paint(ctx, now);
                return false;
            }
        }
        self.schedule(ctx);
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let link = ctx.link();
        let zoom = |factor: f64| link.callback(move |_: MouseEvent| Msg::Zoom(factor));
        let axis = |kind: AxisKind, text: &'static str, hint: &'static str| {
            let on_axis = props.on_axis.clone();
            let pressed = props.player.axis == kind;
            html! {
                <button type="button" class="segment" title={hint} aria-pressed={pressed.to_string()}
                    data-testid={format!("axis-{text}")}
                    onclick={move |_| on_axis.emit(kind)}>{ text }</button>
            }
        };
        let height = RULER + self.rows.len() as f64 * ROW;
        let reel = props.tape.read();
        html! {
            <section class="timeline" aria-label="Timeline" onkeydown={link.callback(Msg::Key)}>
                <div class="bar timeline-bar">
                    { props.children.clone() }
                    <span class="grow"></span>
                    <span class="segments" role="group" aria-label="Horizontal axis">
                        { axis(AxisKind::Steps, "steps", "Every event has the same width") }
                        { axis(AxisKind::Time, "time", "The clock of the run") }
                        { axis(AxisKind::Squeezed, "squeezed", "The clock, with long gaps made short") }
                    </span>
                    <span class="cluster">
                        <button type="button" class="tool" aria-label="Zoom out" title="Zoom out (S)" onclick={zoom(1.5)}>
                            <Icon name={Name::Minus} />
                        </button>
                        <button type="button" class="tool" aria-label="Zoom in" title="Zoom in (W)" onclick={zoom(1.0 / 1.5)}>
                            <Icon name={Name::Plus} />
                        </button>
                        <button type="button" class="tool" aria-label="Fit" title="Show everything (F)"
                            onclick={link.callback(|_| Msg::Fit)}>
                            <Icon name={Name::Fit} />
                        </button>
                    </span>
                </div>
                <div class="lanes" ref={self.scroller.clone()} tabindex="0" role="group" data-testid="timeline"
                    aria-label="Lanes. A and D move, W and S zoom, F fits, comma and full stop step, space plays"
                    onscroll={link.callback(|_| Msg::Scrolled)}>
                    if reel.model.is_empty() {
                        <div class="timeline-empty">{ props.empty.clone() }</div>
                    }
                    <div class="lanes-inner" style={format!("height:{height}px")}>
                        <ul class="labels" aria-label="Lanes">
                            { for self.labels().map(|index| self.label(ctx, index)) }
                        </ul>
                        <canvas ref={self.canvas.clone()} class="plot" aria-hidden="true"
                            onpointerdown={link.callback(Msg::Down)} onpointermove={link.callback(Msg::Move)}
                            onpointerup={link.callback(Msg::Up)} onpointerleave={link.callback(|_| Msg::Leave)} />
                    </div>
                </div>
                <canvas ref={self.strip.clone()} class="overview" aria-hidden="true" data-testid="overview"
                    onpointerdown={link.callback(Msg::Overview)} onpointermove={link.callback(Msg::Overview)} />
                { self.card(ctx) }
            </section>
        }
    }

    /// Before the closures are gone: the browser would still call them.
    fn destroy(&mut self, _: &Context<Self>) {
        if let Some((observer, _)) = &self.observer {
            observer.disconnect();
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.listen(ctx);
            self.palette = Palette::read();
            self.rows = rows(&ctx.props().tape.read().model, &self.folded);
        }
        self.measure();
        self.schedule(ctx);
    }
}

impl Timeline {
    fn listen(&mut self, ctx: &Context<Self>) {
        let Some(scroller) = self.scroller.cast::<HtmlElement>() else {
            return;
        };
        let link = ctx.link().clone();
        let options = EventListenerOptions::enable_prevent_default();
        self.listeners.push(EventListener::new_with_options(
            &scroller,
            "wheel",
            options,
            move |event| {
                if let Some(event) = event.dyn_ref::<WheelEvent>() {
                    link.send_message(Msg::Wheel(event.clone()));
                }
            },
        ));
        let link = ctx.link().clone();
        let resized = Closure::<dyn FnMut()>::new(move || link.send_message(Msg::Resized));
        if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&scroller);
            self.observer = Some((observer, resized));
        }
        let link = ctx.link().clone();
        let window = gloo::utils::window();
        self.listeners
            .push(EventListener::new(&window, "pollscope:theme", move |_| {
                link.send_message(Msg::Restyled);
            }));
        for query in [
            "(prefers-color-scheme: dark)",
            "(prefers-contrast: more)",
            "(forced-colors: active)",
        ] {
            let list: Option<MediaQueryList> = window.match_media(query).ok().flatten();
            let link = ctx.link().clone();
            if let Some(list) = list {
                let restyle = move |_: &web_sys::Event| link.send_message(Msg::Restyled);
                self.listeners
                    .push(EventListener::new(&list, "change", restyle));
            }
        }
    }

    fn measure(&mut self) {
        let (Some(scroller), Some(canvas)) = (
            self.scroller.cast::<HtmlElement>(),
            self.canvas.cast::<HtmlCanvasElement>(),
        ) else {
            return;
        };
        let rect = canvas.get_bounding_client_rect();
        self.size = (rect.width().max(1.0), f64::from(scroller.client_height()));
        if let Some(view) = &mut self.view {
            view.width = self.size.0;
        }
    }

    fn viewport(&self, ctx: &Context<Self>) -> Viewport {
        let axis = &ctx.props().tape.read().axis;
        self.view.unwrap_or_else(|| {
            let mut all = axis.range();
            if let (Some(newest), AxisKind::Time) = (ctx.props().newest, axis.kind) {
                all.start = all.end - newest;
            }
            Viewport::fit(all, self.size.0)
        })
    }

    /// The view that a freshly chosen axis begins with. Time is seen whole; where every event has a
    /// width, a long recording is seen from so near that events can be told apart.
    fn near(&self, ctx: &Context<Self>) -> Option<Viewport> {
        let Props { tape, player, .. } = ctx.props();
        let axis = &tape.read().axis;
        let span = self.size.0 / LEAST_EVENT;
        if axis.kind == AxisKind::Time || axis.end() <= span {
            return None;
        }
        let start = layout::cursor(axis, player.position) - span * 0.5;
        Some(
            Viewport {
                start,
                span,
                width: self.size.0,
            }
            .pan(0.0, axis.range()),
        )
    }

    fn zoom(&mut self, ctx: &Context<Self>, factor: f64, around: f64) {
        let (least, all) = {
            let reel = ctx.props().tape.read();
            (reel.axis.least_span(), reel.axis.range())
        };
        let most = all.end - all.start;
        let near = self.viewport(ctx).zoom(factor, around, least, all);
        self.view = (near.span < most || ctx.props().newest.is_some()).then_some(near);
    }

    fn pan(&mut self, ctx: &Context<Self>, px: f64) {
        let all = ctx.props().tape.read().axis.range();
        // What follows the newest events stays behind once it is moved by hand.
        let view = self.view.or(ctx.props().newest.map(|_| self.viewport(ctx)));
        self.view = view.map(|view| view.pan(px, all));
    }

    fn cursor_or_middle(&self) -> f64 {
        let inside = (0.0..=self.size.0).contains(&self.scene.cursor);
        if inside {
            self.scene.cursor
        } else {
            self.size.0 / 2.0
        }
    }

    /// Keeps the line and the lane of the current event on screen.
    fn follow(&mut self, ctx: &Context<Self>) {
        let Props { tape, player, .. } = ctx.props();
        let reel = tape.read();
        if let Some(view) = self.view {
            let x = layout::cursor(&reel.axis, player.position);
            self.view = Some(view.reveal(x, reel.axis.range()));
        }
        let row = player
            .current()
            .and_then(|event| self.row_of(reel.model.owner(event)?));
        if let (Some(row), Some(scroller)) = (row, self.scroller.cast::<HtmlElement>()) {
            // Read anew: of a scroll made by this very function the message comes later.
            self.scroll = f64::from(scroller.scroll_top());
            let (top, visible) = (row as f64 * ROW, self.size.1 - RULER);
            let to = if top < self.scroll {
                top - ROW
            } else if top + ROW > self.scroll + visible {
                top + 2.0 * ROW - visible
            } else {
                return;
            };
            scroller.set_scroll_top(to.max(0.0) as i32);
        }
    }

    fn row_of(&self, lane: LaneId) -> Option<usize> {
        self.rows.iter().position(|row| row.lane == lane)
    }

    fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "w" | "W" => self.zoom(ctx, 1.0 / 1.5, self.cursor_or_middle()),
            "s" | "S" => self.zoom(ctx, 1.5, self.cursor_or_middle()),
            "a" | "A" => self.pan(ctx, -self.size.0 / 6.0),
            "d" | "D" => self.pan(ctx, self.size.0 / 6.0),
            "f" | "F" => self.view = None,
            _ => return,
        }
        event.prevent_default();
    }

    fn wheel(&mut self, ctx: &Context<Self>, event: &WheelEvent) {
        let (x, _) = self.place(event);
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            self.zoom(
                ctx,
                (event.delta_y() * 0.004).clamp(-1.0, 1.0).exp(),
                x.max(0.0),
            );
        } else if event.shift_key() || event.delta_x().abs() > event.delta_y().abs() {
            event.prevent_default();
            let sideways = if event.delta_x() == 0.0 {
                event.delta_y()
            } else {
                event.delta_x()
            };
            self.pan(ctx, sideways);
        }
    }

    /// Where a pointer is, from the corner of the canvas.
    fn place(&self, event: &MouseEvent) -> (f64, f64) {
        let rect = self
            .canvas
            .cast::<HtmlCanvasElement>()
            .map(|canvas| canvas.get_bounding_client_rect());
        let (left, top) = rect.map_or((0.0, 0.0), |rect| (rect.left(), rect.top()));
        (
            f64::from(event.client_x()) - left,
            f64::from(event.client_y()) - top,
        )
    }

    fn moved(&mut self, ctx: &Context<Self>, event: &PointerEvent) -> bool {
        let (x, y) = self.place(event);
        if let Some((from, moved)) = &mut self.drag {
            *moved |= (x - *from).abs() > 3.0;
            if *moved {
                self.scrub(ctx, x);
            }
            return false;
        }
        let found = hit(&self.scene, x, y, self.scroll);
        if found == self.hover.as_ref().map(|hover| hover.event) {
            return false;
        }
        self.hover = found.map(|event| Hover { event, x, y });
        ctx.props().on_hover.emit(found);
        self.schedule(ctx);
        true
    }

    fn scrub(&self, ctx: &Context<Self>, x: f64) {
        let at = self.viewport(ctx).unpx(x.clamp(0.0, self.size.0));
        let position = ctx.props().tape.read().axis.count_to(at);
        ctx.props().on_seek.emit(position);
    }

    /// Brings the part of the recording on screen that the visitor points at while pressing.
    fn go_on_overview(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let Some(strip) = self.strip.cast::<HtmlCanvasElement>() else {
            return;
        };
        if event.buttons() & 1 == 0 {
            return;
        }
        if event.type_() == "pointerdown" {
            // Without capture a drag ends at the edge, which is tolerable.
            let _ = strip.set_pointer_capture(event.pointer_id());
        }
        let x = f64::from(event.client_x()) - strip.get_bounding_client_rect().left();
        let all = ctx.props().tape.read().axis.range();
        // What follows the newest events stays behind once it is moved by hand.
        let view = self.view.or(ctx.props().newest.map(|_| self.viewport(ctx)));
        self.view = view.map(|view| overview::view_at(view, x, all));
    }

    fn paint_strip(&mut self, ctx: &Context<Self>, palette: &Palette, ratio: f64) {
        let width = self.size.0;
        let strip = self.strip.cast::<HtmlCanvasElement>();
        let Some((strip, context)) =
            strip.and_then(|strip| Some((strip.clone(), context(&strip)?)))
        else {
            return;
        };
        fit(&strip, (width, overview::HEIGHT), ratio);
        // As wide as the lanes, which leave room for a scrollbar.
        let _ = strip.style().set_property("width", &format!("{width}px"));
        let view = self.viewport(ctx);
        let reel = ctx.props().tape.read();
        let all = reel.axis.range();
        let made_of = (reel.model.len(), reel.axis.kind, all.clone());
        if made_of != self.columns.0 || self.columns.1.len() != width as usize {
            let columns = overview::columns(&reel.model, &reel.axis, width as usize);
            self.columns = (made_of, columns);
        }
        let window = (view.span < all.end - all.start).then(|| overview::window(view, all.clone()));
        let cursor = layout::cursor(&reel.axis, ctx.props().player.position);
        let cursor = Viewport::fit(all, width).px(cursor);
        paint_overview(&context, palette, &self.columns.1, ratio, window, cursor);
    }

    fn schedule(&mut self, ctx: &Context<Self>) {
        if self.frame.is_none() {
            let link = ctx.link().clone();
            self.frame = Some(request_animation_frame(move |now| {
                link.send_message(Msg::Paint(now))
            }));
        }
    }

    fn paint(&mut self, ctx: &Context<Self>, now: f64) {
        let Some(canvas) = self.canvas.cast::<HtmlCanvasElement>() else {
            return;
        };
        let Some(context) = context(&canvas) else {
            return;
        };
        let Some(palette) = self.palette.clone() else {
            return;
        };
        let (width, height) = self.size;
        if width < 8.0 || height < RULER {
            // Hidden, as on a narrow screen that shows the code.
            return;
        }
        let ratio = gloo::utils::window().device_pixel_ratio();
        fit(&canvas, (width, height), ratio);
        let Props {
            tape,
            player,
            still,
            ..
        } = ctx.props();
        let reel = tape.read();
        let first = (self.scroll / ROW) as usize;
        let last = ((self.scroll + height) / ROW) as usize + 1;
        let view = self.viewport(ctx);
        self.scene = layout::layout(
            &reel.model,
            &reel.axis,
            view,
            &self.rows,
            first..last,
            player.position,
        );
        let current = player.current();
        let travel = (now - *self.reached.get_or_insert(now)) / TRAVEL;
        let moving = !still && travel < 1.0 && current.is_some();
        let frame = Frame {
            width,
            height,
            scroll: self.scroll,
            rows: self.rows.len(),
            ratio,
            row: current.and_then(|event| self.row_of(reel.model.owner(event)?)),
            lit: [
                current,
                current.and_then(|event| reel.model.cause(event)),
                current.and_then(|event| reel.model.effect(event)),
            ],
            hover: self.hover.as_ref().map(|hover| hover.event),
            travel: moving.then_some(travel),
        };
        paint(&context, &palette, &self.scene, &frame);
        let marked = !reel.model.is_empty();
        drop(reel);
        self.paint_strip(ctx, &palette, ratio);
        if marked && !self.marked {
            self.marked = true;
            marks::mark("pollscope:first-event");
        }
        if moving {
            self.schedule(ctx);
        }
    }

    /// The rows that have a label.
    fn labels(&self) -> std::ops::Range<usize> {
        if self.rows.len() <= MOST_LABELS {
            return 0..self.rows.len();
        }
        let first = ((self.scroll / ROW) as usize).saturating_sub(10);
        first..(first + 80).min(self.rows.len())
    }

    fn label(&self, ctx: &Context<Self>, index: usize) -> Html {
        let Row {
            lane: id,
            depth,
            parent,
        } = self.rows[index];
        let reel = ctx.props().tape.read();
        let lane = &reel.model.lanes[id];
        let described = words::lane_described(&reel.model, id);
        let name = words::lane(&reel.model, id);
        let top = RULER + index as f64 * ROW;
        let style = format!("top:{top}px;--depth:{depth}");
        let current = ctx
            .props()
            .player
            .current()
            .and_then(|event| reel.model.owner(event))
            == Some(id);
        let on_next_poll = ctx.props().on_next_poll.clone();
        let folded = self.folded.contains(&id);
        html! {
            <li class={classes!("lane", current.then_some("lane-current"))} {style} key={id}
                data-testid="lane" data-lane={id.to_string()} data-kind={lane.kind.slug()}
                data-name={lane.name.clone()} data-polls={lane.polls.to_string()} data-wakes={lane.wakes.to_string()}
                aria-label={described.clone()}>
                if parent {
                    <button type="button" class="fold" aria-expanded={(!folded).to_string()}
                        aria-label={format!("Lanes below {name}")}
                        onclick={ctx.link().callback(move |_| Msg::Fold(id))}>
                        <Icon name={if folded { Name::Right } else { Name::Down }} />
                    </button>
                }
                <button type="button" class="lane-name" title={format!("{described}. Click for its next poll.")}
                    onclick={move |_| on_next_poll.emit(id)}>{ name }</button>
                if lane.polls > 0 {
                    <span class="lane-polls" aria-hidden="true">{ lane.polls }</span>
                }
            </li>
        }
    }

    /// What is under the pointer, in words.
    fn card(&self, ctx: &Context<Self>) -> Html {
        let Some(Hover { event, x, y }) = self.hover else {
            return Html::default();
        };
        let reel = ctx.props().tape.read();
        let Some(found) = reel.model.event(event) else {
            return Html::default();
        };
        let side = if x > self.size.0 / 2.0 {
            "card card-left"
        } else {
            "card"
        };
        html! {
            <div class={side} role="presentation" style={format!("--x:{x}px;--y:{y}px")}>
                <p>{ words::sentence(&reel.model, event) }</p>
                <p class="card-where">
                    { format!("{} s", words::clock(found.at)) }
                    if let Some(place) = found.place {
                        { format!(" · line {}", place.line) }
                    }
                </p>
            </div>
        }
    }
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// Gives a canvas as many pixels as the screen has for it.
fn fit(canvas: &HtmlCanvasElement, (width, height): (f64, f64), ratio: f64) {
    let pixels = ((width * ratio) as u32, (height * ratio) as u32);
    if (canvas.width(), canvas.height()) != pixels {
        canvas.set_width(pixels.0);
        canvas.set_height(pixels.1);
        // Inline, for the width of the canvas is the column's and only its height is ours.
        let _ = canvas
            .style()
            .set_property("height", &format!("{height}px"));
    }
}
