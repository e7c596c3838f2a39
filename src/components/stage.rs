//! The stage: code above, timeline below, and what the run says under both.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use js_sys::Function;
use protocol::{End, EndKind, Range, SourceFile};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::diagnostics::Diagnostics;
use super::export::Export;
use super::icon::{Icon, Name};
use super::inspector::Inspector;
use super::legend::Legend;
use super::loading::Loading;
use super::network::Visits;
use super::notes::Notes;
use super::output::Output;
use super::player::Controls;
use super::run_bar::RunBar;
use super::status::Status;
use crate::content::Lesson;
use crate::editor::view::Editor;
use crate::session::Session;
use crate::share::{self, Copied, Shared};
use crate::state::stage::{Action, Load, Phase, Stage as State, Tab};
use crate::state::tape::Tape;
use crate::storage;
use crate::timeline::model::{Doing, Index, LaneKind, Model};
use crate::timeline::notes::notes;
use crate::timeline::view::Timeline;
use crate::timeline::words;

/// The pause in typing after which an edit is kept, in milliseconds.
const KEEP_AFTER: u32 = 300;
/// How long it is told that a link was copied, in milliseconds.
const COPIED_FOR: u32 = 5000;
/// The pause after which the compiler is asked. It answers in milliseconds, so this may be short.
const CHECK_AFTER: u32 = 25;

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action);
        Rc::new(next)
    }
}

#[derive(Properties, PartialEq)]
pub struct Props {
    pub lesson: &'static Lesson,
    /// What the link to it carried.
    #[prop_or_default]
    pub link: Option<Rc<Shared>>,
    /// The address bar is about this example, and follows it.
    #[prop_or_default]
    pub addressed: bool,
    /// Told when a run has been seen to its end.
    #[prop_or_default]
    pub on_seen: Callback<()>,
    /// Told when a run has ended, with what was recorded.
    #[prop_or_default]
    pub on_ended: Callback<(Tape, End)>,
    /// A text that takes the place of the visitor's own, which is put aside; the number says which time.
    #[prop_or_default]
    pub offer: Option<(&'static str, u32)>,
}

/// What a narrow screen shows of the stage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pane {
    Code,
    Timeline,
    Output,
}

impl Pane {
    const ALL: [(Pane, &'static str); 3] = [
        (Pane::Code, "code"),
        (Pane::Timeline, "timeline"),
        (Pane::Output, "output"),
    ];
}

/// What waits for a pause in typing.
#[derive(Default)]
struct Pauses {
    keep: Option<Timeout>,
    check: Option<Timeout>,
}

#[component]
pub fn Stage(props: &Props) -> Html {
    let lesson = props.lesson;
    let main = &lesson.files[0];
    let session = use_context::<Session>().expect("the app provides its session");
    let link = props.link.clone();
    let state = use_reducer(|| State {
        opens_at: link
            .as_ref()
            .map(|link| link.position as Index)
            .filter(|position| *position > 0),
        ..State::new(prefers_still())
    });
    let text = use_state(|| first_text(lesson, link.as_deref()));
    let aside = use_state(|| storage::put_aside_before(&lesson.id, &main.name));
    let hover = use_state(|| None::<Index>);
    let jump = use_state(|| None::<(Range, u32)>);
    let pane = use_state(|| Pane::Code);
    let pauses = use_mut_ref(Pauses::default);
    let seed = use_state(|| link.as_ref().map_or(0, |link| link.seed));
    let edited = **text != main.text;

    let dispatch = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };

    use_effect_with(session.clone(), {
        let dispatch = dispatch.clone();
        move |session| {
            session.attach(lesson, dispatch.reform(Action::News));
            let session = session.clone();
            move || session.detach()
        }
    });

    // A kept edit is checked as soon as there is somebody to check it.
    use_effect_with(state.compiler == Load::Ready, {
        let (session, text) = (session.clone(), text.clone());
        move |ready| {
            if *ready && edited {
                session.check(files(lesson, &text));
            }
        }
    });

    let on_change = {
        let (session, dispatch, text) = (session.clone(), dispatch.clone(), text.setter());
        let pauses = pauses.clone();
        use_callback((), move |new: String, ()| {
            let new: Rc<str> = new.into();
            text.set(new.clone());
            dispatch.emit(Action::Edited);
            let mut pauses = pauses.borrow_mut();
            pauses.keep = Some(Timeout::new(KEEP_AFTER, {
                let new = new.clone();
                move || keep(lesson, &new)
            }));
            let session = session.clone();
            pauses.check = Some(Timeout::new(CHECK_AFTER, move || {
                session.check(files(lesson, &new))
            }));
        })
    };
    let bring_back = {
        let (text, aside, on_change) = (text.setter(), aside.clone(), on_change.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(own) = &*aside {
                text.set(own.as_str().into());
                on_change.emit(own.clone());
            }
            storage::forget_aside(&lesson.id, &lesson.files[0].name);
            aside.set(None);
        })
    };
    let let_go = {
        let aside = aside.clone();
        Callback::from(move |_: MouseEvent| {
            storage::forget_aside(&lesson.id, &lesson.files[0].name);
            aside.set(None);
        })
    };

    // A place means something only for the recording of this very text, and while it stands still.
    let position = match state.opens_at {
        Some(place) => place,
        None if state.stale || state.player.playing || state.phase.busy() => 0,
        None => state.player.position,
    };
    let shared = Shared {
        text: text.to_string(),
        position: position as u32,
        seed: *seed,
    };
    let in_address = use_mut_ref(|| props.link.as_deref().cloned().unwrap_or_default());
    use_effect_with((shared.clone(), props.addressed), {
        move |(shared, addressed)| {
            let shared = shared.clone();
            let later = (*addressed && *in_address.borrow() != shared).then(|| {
                // Until it says the new thing it says nothing: a reload then brings the kept edit.
                share::clear_address(lesson);
                Timeout::new(KEEP_AFTER, move || {
                    in_address.replace(shared.clone());
                    share::follow(lesson, shared);
                })
            });
            move || drop(later)
        }
    });
    let copied = use_state(|| None::<Copied>);
    let on_share = {
        let copied = copied.setter();
        use_callback(shared, move |(), shared| {
            let (shared, copied) = (shared.clone(), copied.clone());
            spawn_local(async move { copied.set(Some(share::copy(lesson, &shared).await)) });
        })
    };
    use_effect_with((*copied).clone(), {
        let copied = copied.setter();
        move |now| {
            let over = matches!(now, Some(Copied::Yes))
                .then(|| Timeout::new(COPIED_FOR, move || copied.set(None)));
            move || drop(over)
        }
    });
    // Whoever leaves in the middle of a word keeps it too.
    use_effect_with(text.clone(), move |text| {
        let text = text.clone();
        let leaving = EventListener::new(&gloo::utils::window(), "pagehide", move |_| {
            keep(lesson, &text)
        });
        move || drop(leaving)
    });

    let run_with = {
        let (session, pane, dispatch) = (session.clone(), pane.clone(), dispatch.clone());
        use_callback(text.clone(), move |seed: u32, text| {
            crate::marks::mark("pollscope:run");
            keep(lesson, text);
            if *pane == Pane::Code {
                pane.set(Pane::Timeline);
            }
            dispatch.emit(Action::Tab(Tab::Output));
            let edited = ***text != lesson.files[0].text;
            session.run(lesson, files(lesson, text), edited, seed);
        })
    };
    let run = use_callback((run_with.clone(), *seed), |(), (run, seed)| run.emit(*seed));
    let on_shuffle = {
        let seed = seed.clone();
        Callback::from(move |()| {
            let next = seed.wrapping_add(1);
            seed.set(next);
            run_with.emit(next);
        })
    };
    let on_ask = {
        let session = session.clone();
        use_callback(
            (),
            move |(text, question, answer): (String, String, Function), ()| {
                session.ask_about(files(lesson, &text), question, answer);
            },
        )
    };
    let stop = {
        let session = session.clone();
        use_callback((), move |(), ()| session.stop())
    };
    let reset = {
        let (text, on_change, seed) = (text.setter(), on_change.clone(), seed.setter());
        use_callback((), move |(), ()| {
            let main = &lesson.files[0];
            seed.set(0);
            text.set(main.text.as_str().into());
            on_change.emit(main.text.clone());
            storage::forget_edit(&lesson.id, &main.name);
        })
    };
    use_effect_with(run.clone(), |run| {
        let run = run.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let document = gloo::utils::document();
        let keys = EventListener::new_with_options(&document, "keydown", options, move |event| {
            run_key(event, &run);
        });
        move || drop(keys)
    });
    use_effect_with(state.player.playing, {
        let dispatch = dispatch.clone();
        move |playing| {
            let frame = playing.then(|| Ticker::start(dispatch));
            move || drop(frame)
        }
    });
    use_effect_with(
        matches!(state.phase, Phase::Ended(_)) && !state.player.playing,
        {
            let on_seen = props.on_seen.clone();
            let any = !state.tape.is_empty();
            move |ended| {
                if *ended && any {
                    on_seen.emit(());
                }
            }
        },
    );

    use_effect_with((state.phase.clone(), state.tape.clone()), {
        let on_ended = props.on_ended.clone();
        move |(phase, tape)| {
            if let Phase::Ended(end) = phase
                && end.kind != EndKind::Stopped
            {
                on_ended.emit((tape.clone(), end.clone()));
            }
        }
    });
    use_effect_with(props.offer, {
        let (before, set, aside) = (text.clone(), text.setter(), aside.clone());
        let on_change = on_change.clone();
        move |offer| {
            let Some((offered, _)) = *offer else { return };
            if **before != *offered && **before != lesson.files[0].text {
                storage::put_aside(&lesson.id, &lesson.files[0].name, &before);
                aside.set(Some(before.to_string()));
            }
            set.set(offered.into());
            on_change.emit(offered.to_owned());
        }
    });

    let on_visit = {
        let (session, dispatch) = (session.clone(), dispatch.clone());
        use_callback((), move |visit: protocol::network::Visit, ()| {
            dispatch.emit(Action::Visit(visit.clone()));
            session.visit(visit);
        })
    };
    let on_seek = dispatch.reform(Action::Seek);
    let on_hover = {
        let hover = hover.setter();
        use_callback((), move |event, ()| hover.set(event))
    };
    let on_jump = {
        let jump = jump.clone();
        Callback::from(move |range| jump.set(Some((range, jump.map_or(0, |(_, count)| count + 1)))))
    };
    let remarks = use_memo((state.tape.clone(), state.phase.busy()), |(tape, busy)| {
        if *busy {
            Vec::new()
        } else {
            notes(&tape.read().model)
        }
    });

    let reel = state.tape.read();
    let current = state.player.current();
    let place = |event: Option<Index>| {
        let place = reel.model.event(event?)?.place?;
        (!state.stale && place.file == 0).then_some(place.line)
    };
    let line = match place(*hover) {
        Some(line) => Some((line, true)),
        None => place(current).map(|line| (line, false)),
    };
    let suspended = if state.stale {
        Vec::new()
    } else {
        suspended_lines(&reel.model, state.player.position)
    };
    let played = reel
        .model
        .prints
        .partition_point(|print| print.event < state.player.position);
    let narration = match current {
        Some(event) if !state.player.playing => words::sentence(&reel.model, event),
        _ => String::new(),
    };
    let crashed = matches!(&state.phase, Phase::Ended(end) if !matches!(end.kind, EndKind::Finished | EndKind::Stopped));

    let tab = |tab: Tab, name: &'static str, count: usize| {
        let dispatch = dispatch.clone();
        let chosen = state.tab == tab;
        html! {
            <button type="button" class="tab" role="tab" id={format!("tab-{name}")} aria-selected={chosen.to_string()}
                aria-controls="tab-panel" tabindex={if chosen { "0" } else { "-1" }} data-testid={format!("tab-{name}")}
                onclick={move |_| dispatch.emit(Action::Tab(tab))}>
                { name }
                if count > 0 { <span class="count">{ count }</span> }
            </button>
        }
    };
    let tab_name = match state.tab {
        Tab::Output => "output",
        Tab::Inspector => "inspector",
        Tab::Network => "network",
        Tab::Notes => "notes",
    };
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| player_key(&event, &dispatch))
    };
    let tab_keys = {
        let (dispatch, now) = (dispatch.clone(), state.tab);
        Callback::from(move |event: KeyboardEvent| tab_key(&event, now, &dispatch))
    };

    html! {
        <section class="stage" aria-label="Example" {onkeydown}>
            <div class="stage-grid" data-testid="stage"
                data-pane={Pane::ALL.iter().find(|(each, _)| *each == *pane).map(|(_, name)| *name)}>
            <div class="bar code-bar">
                <span class="file" aria-hidden="true">{ &main.name }</span>
                if edited { <span class="edited" title="Kept in this browser">{ "edited" }</span> }
                <Status phase={state.phase.clone()} runner={state.runner.clone()} compiler={state.compiler.clone()}
                    errors={state.errors()} stale={state.stale} dropped={state.dropped} />
                <RunBar busy={state.phase.busy()} {edited} seed={*seed} on_run={run.clone()} on_stop={stop} on_reset={reset} {on_share} {on_shuffle} />
            </div>
            <div class="panes" role="group" aria-label="Show">
                { for Pane::ALL.iter().map(|(each, name)| {
                    let (pane, each) = (pane.clone(), *each);
                    html! {
                        <button type="button" class="pane-button" aria-pressed={(*pane == each).to_string()}
                            onclick={move |_| pane.set(each)}>{ *name }</button>
                    }
                }) }
            </div>
            <div class="pane pane-code">
                if aside.is_some() {
                    <div class="notice" role="status" data-testid="aside">
                        <p>{ "Your own edit was put aside." }</p>
                        <button type="button" class="button" onclick={bring_back}>{ "Bring it back" }</button>
                        <button type="button" class="button" onclick={let_go}>{ "Let it go" }</button>
                    </div>
                }
                { shown(&copied) }
                <Editor name={main.name.as_str()} text={(*text).clone()} diagnostics={state.diagnostics.clone()} {line}
                    {suspended} jump={*jump} {on_change} on_run={run.clone()} {on_ask} />
                <Diagnostics diagnostics={state.diagnostics.clone()} text={(*text).clone()} {on_jump} />
                <Loading compiler={state.compiler.clone()} />
            </div>
            <div class="pane pane-timeline">
                <Timeline tape={state.tape.clone()} player={state.player.clone()} still={state.still}
                    on_seek={on_seek.clone()} {on_hover} on_axis={dispatch.reform(Action::Axis)}
                    on_next_poll={dispatch.reform(Action::NextPoll)} empty={empty(&state.phase, &run)}>
                    <Controls player={state.player.clone()} len={reel.model.len()} dispatch={dispatch.clone()} />
                </Timeline>
                <Legend><Export tape={state.tape.clone()} name={lesson.id.as_str()} /></Legend>
            </div>
            <div class="pane pane-output">
                <div class="tabs" role="tablist" aria-label="About the run" onkeydown={tab_keys}>
                    { tab(Tab::Output, "output", 0) }
                    { tab(Tab::Inspector, "inspector", 0) }
                    { tab(Tab::Network, "network", state.network.ports.len()) }
                    { tab(Tab::Notes, "notes", remarks.len()) }
                </div>
                <div class="tab-panel" role="tabpanel" id="tab-panel" tabindex="0" aria-labelledby={format!("tab-{tab_name}")}>
                    if let Phase::Ended(end) = &state.phase {
                        if crashed { <p class="end" data-testid="end">{ &end.message }</p> }
                    }
                    { match state.tab {
                        Tab::Output => html! {
                            <Output tape={state.tape.clone()} {played} phase={state.phase.clone()} on_seek={on_seek.clone()} />
                        },
                        Tab::Inspector => html! {
                            <Inspector tape={state.tape.clone()} position={state.player.position} on_seek={on_seek.clone()} />
                        },
                        Tab::Network => html! {
                            <Visits network={state.network.clone()} live={state.phase.busy()} {on_visit} />
                        },
                        Tab::Notes => html! { <Notes notes={remarks.clone()} on_seek={on_seek.clone()} /> },
                    } }
                </div>
            </div>
            <p class="unseen" aria-live="polite" data-testid="narration">{ narration }</p>
            </div>
        </section>
    }
}

/// What stands in the place of lanes before there are any.
fn empty(phase: &Phase, run: &Callback<()>) -> Html {
    let onclick = run.reform(|_: MouseEvent| ());
    match phase {
        Phase::Running { .. } | Phase::Idle => {
            html! { <p>{ "The program runs, and nothing has happened yet." }</p> }
        }
        Phase::Rejected => {
            html! { <p>{ "The program has errors, so there is nothing to see. They are listed below the code." }</p> }
        }
        _ => html! {
            <>
                <p class="empty-lead">{ "Predict: who ends first?" }</p>
                <button type="button" class="button button-run button-big" {onclick} data-testid="run-first">
                    <Icon name={Name::Play} />{ "Run" }
                </button>
                <p>{ "Every thread and every task gets a lane here, and every poll, wait and wake a mark." }</p>
            </>
        },
    }
}

/// What the editor holds at first: a link's program, the kept edit, or the lesson's own text.
fn first_text(lesson: &'static Lesson, link: Option<&Shared>) -> Rc<str> {
    let main = &lesson.files[0];
    let kept = storage::edit(&lesson.id, &main.name);
    let Some(link) = link else {
        return kept.map_or_else(|| main.text.as_str().into(), Into::into);
    };
    // The visitor's own edit is what must not be lost, not what an earlier link brought.
    if let Some(kept) = kept
        && kept != link.text
        && storage::put_aside_before(&lesson.id, &main.name).is_none()
    {
        storage::put_aside(&lesson.id, &main.name, &kept);
    }
    link.text.as_str().into()
}

/// What became of a wish to share.
fn shown(copied: &Option<Copied>) -> Html {
    match copied {
        None => html! {},
        Some(Copied::Yes) => html! {
            <p class="notice" role="status" data-testid="copied">
                { "The link is copied. It carries this program and this place on the timeline." }
            </p>
        },
        Some(Copied::TooMuch) => html! {
            <p class="notice" role="status" data-testid="copied">
                { "No link can carry this program: it is too long, or the browser too old." }
            </p>
        },
        Some(Copied::Refused(link)) => html! {
            <label class="notice" data-testid="copied">
                { "The browser does not let the page copy. The link:" }
                <input class="link" readonly=true value={link.clone()} />
            </label>
        },
    }
}

fn files(lesson: &'static Lesson, main: &str) -> Vec<SourceFile> {
    let mut files = lesson.files.clone();
    files[0].text = main.to_owned();
    files
}

/// Keeps an edit; the lesson's own text needs no keeping.
fn keep(lesson: &'static Lesson, text: &str) {
    let main = &lesson.files[0];
    if text == main.text {
        storage::forget_edit(&lesson.id, &main.name);
    } else {
        // Refused storage loses nothing until the page is closed.
        let _ = storage::keep_edit(&lesson.id, &main.name, text);
    }
}

/// The lines at which futures wait at a position, sorted.
fn suspended_lines(model: &Model, position: Index) -> Vec<u32> {
    let mut lines: Vec<u32> = model
        .lanes
        .iter()
        .filter(|lane| matches!(lane.kind, LaneKind::Task(_)) && lane.first < position)
        .filter(|lane| lane.last.is_none_or(|last| last >= position))
        .filter_map(|lane| lane.at(position))
        .filter(|span| span.doing == Doing::Waiting)
        .filter_map(|span| model.event(span.start)?.place)
        .filter(|place| place.file == 0)
        .map(|place| place.line)
        .collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

pub fn prefers_still() -> bool {
    let query = gloo::utils::window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|list| list.matches())
}

/// Run from anywhere on the page, and never the browser's Save.
fn run_key(event: &web_sys::Event, run: &Callback<()>) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    let command = key.ctrl_key() || key.meta_key();
    if command && matches!(key.key().as_str(), "Enter" | "s" | "S") && !key.default_prevented() {
        key.prevent_default();
        run.emit(());
    }
}

/// The player's keys, wherever on the stage no text is written.
pub fn player_key(event: &KeyboardEvent, dispatch: &Callback<Action>) {
    let target = event.target_dyn_into::<HtmlElement>();
    let within = |selector: &str| {
        target
            .as_ref()
            .is_some_and(|target| target.closest(selector).ok().flatten().is_some())
    };
    if event.ctrl_key() || event.meta_key() || event.alt_key() || within(".editor, input, select") {
        return;
    }
    let action = match event.key().as_str() {
        "," => Action::Step(-1),
        "." => Action::Step(1),
        " " if !within("button") => Action::Toggle,
        _ => return,
    };
    event.prevent_default();
    dispatch.emit(action);
}

fn tab_key(event: &KeyboardEvent, now: Tab, dispatch: &Callback<Action>) {
    let all = [
        (Tab::Output, "tab-output"),
        (Tab::Inspector, "tab-inspector"),
        (Tab::Network, "tab-network"),
        (Tab::Notes, "tab-notes"),
    ];
    let at = all.iter().position(|(tab, _)| *tab == now).unwrap_or(0);
    let (to, id) = match event.key().as_str() {
        "ArrowRight" => all[(at + 1) % all.len()],
        "ArrowLeft" => all[(at + all.len() - 1) % all.len()],
        _ => return,
    };
    event.prevent_default();
    dispatch.emit(Action::Tab(to));
    let button = gloo::utils::document().get_element_by_id(id);
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        // Focus that does not move leaves the visitor where they were.
        let _ = button.focus();
    }
}

/// Tells the player at every frame how much time has passed, until it is dropped.
struct Ticker(Rc<std::cell::RefCell<Option<AnimationFrame>>>);

impl Ticker {
    fn start(dispatch: Callback<Action>) -> Self {
        let frame = Rc::new(std::cell::RefCell::new(None));
        Self::next(Rc::downgrade(&frame), &frame, dispatch, None);
        Ticker(frame)
    }

    fn next(
        weak: std::rc::Weak<std::cell::RefCell<Option<AnimationFrame>>>,
        frame: &std::cell::RefCell<Option<AnimationFrame>>,
        dispatch: Callback<Action>,
        before: Option<f64>,
    ) {
        let request = request_animation_frame(move |now| {
            // A page in the background gets no frames; what it missed is not made up for.
            let passed = before.map_or(0.0, |before| (now - before).clamp(0.0, 100.0));
            dispatch.emit(Action::Tick(passed));
            if let Some(frame) = weak.clone().upgrade() {
                Self::next(weak, &frame, dispatch, Some(now));
            }
        });
        *frame.borrow_mut() = Some(request);
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        self.0.borrow_mut().take();
    }
}
