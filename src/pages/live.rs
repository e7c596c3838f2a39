//! The real server: the lessons' servers, running natively, with what their tasks do as it happens.

use std::rc::Rc;

use gloo::timers::callback::Interval;
use protocol::live::{HttpMode, ToServer, Which};
use protocol::network::Visit;
use web_sys::{KeyboardEvent, SubmitEvent};
use yew::prelude::*;
use yew_router::prelude::Link as RouterLink;

use crate::app::Route;
use crate::components::follow::follow;
use crate::components::header::Header;
use crate::components::inspector::Inspector;
use crate::components::legend::Legend;
use crate::components::network::{field, terminals};
use crate::components::server::badge;
use crate::components::sleepers::sleepers;
use crate::components::stage::{player_key, prefers_still};
use crate::components::waterfall::waterfall;
use crate::live::Connection;
use crate::state::live::{Action, Link, Live, wish};
use crate::state::stage;
use crate::timeline::view::Timeline;
use crate::timeline::words;

/// How often what goes on is drawn anew, in milliseconds.
const TICK: u32 = 100;
const STILL_TICK: u32 = 1000;
/// The stretch of time that the timeline follows, in milliseconds.
const NEWEST: f64 = 20_000.0;

impl Reducible for Live {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action);
        Rc::new(next)
    }
}

#[component]
pub fn LivePage() -> Html {
    let live = use_reducer(|| Live::new(prefers_still()));
    let connection = use_state(|| None::<Connection>);
    let dispatch = {
        let dispatcher = live.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    // The connection ends with the page.
    use_effect_with((), {
        let (dispatch, connection) = (dispatch.clone(), connection.setter());
        move |()| connection.set(Some(Connection::start(dispatch.reform(Action::News))))
    });
    // The parts of this page are plain functions, so their callbacks need not be kept.
    let ask = {
        let connection = connection.clone();
        Callback::from(move |wish: ToServer| {
            if let Some(connection) = &*connection {
                connection.ask(&wish);
            }
        })
    };
    let moving = live.is_live() && (live.following || live.requests.under_way());
    use_effect_with((moving, (*connection).clone()), {
        let (dispatch, still) = (dispatch.clone(), live.still);
        move |(moving, connection)| {
            let ticks = connection.clone().filter(|_| *moving).map(|connection| {
                Interval::new(if still { STILL_TICK } else { TICK }, move || {
                    if let Some(now) = connection.now() {
                        dispatch.emit(Action::Now(now));
                    }
                })
            });
            move || drop(ticks)
        }
    });
    use_effect_with(live.due(), {
        let (dispatch, ask) = (dispatch.clone(), ask.clone());
        move |due| {
            if let Some(due) = *due {
                ask.emit(wish(due));
                dispatch.emit(Action::Asked(due.0));
            }
        }
    });
    let on_visit = {
        let (dispatch, threads) = (dispatch.clone(), live.port(Which::EchoThreads));
        let connection = connection.clone();
        Callback::from(move |visit: Visit| {
            let which = match &visit {
                Visit::Connect { port, .. } if Some(*port) == threads => Which::EchoThreads,
                _ => Which::Echo,
            };
            dispatch.emit(Action::Visit(visit.clone()));
            if let Some(connection) = &*connection {
                connection.visit(visit, which);
            }
        })
    };
    let on_fetch = {
        let (dispatch, ask, first) = (dispatch.clone(), ask.clone(), live.next_id());
        Callback::from(move |targets: Vec<String>| {
            for (id, target) in (first..).zip(&targets) {
                let target = target.clone();
                ask.emit(ToServer::Fetch { id, target });
            }
            dispatch.emit(Action::Fetch { first, targets });
        })
    };
    let on_look = Callback::from(move |_: MouseEvent| {
        if let Some(connection) = &*connection {
            connection.look();
        }
    });
    let on_seek = dispatch.reform(Action::Seek);
    let onkeydown = {
        let dispatch = dispatch.clone();
        let following = live.following;
        let player = Callback::from(move |action| match action {
            stage::Action::Step(by) => dispatch.emit(Action::Step(by)),
            stage::Action::Toggle => dispatch.emit(Action::Follow(!following)),
            _ => {}
        });
        Callback::from(move |event: KeyboardEvent| player_key(&event, &player))
    };
    let reel = live.tape.read();
    let narration = match live.player.current() {
        Some(event) if !live.following => words::sentence(&reel.model, event),
        _ => String::new(),
    };
    html! {
        <>
            <Header lesson={None} />
            <main class="live">
                <div class="live-head">
                    <h1>{ "The real server" }</h1>
                    <p class="lead">
                        { "The servers of the lessons, compiled by rustc, run by Tokio, on your own machine. Visit them, and watch each of their tasks being " }
                        <span class="idea idea-poll">{ "polled" }</span>{ ", " }
                        <span class="idea idea-waiting">{ "waiting" }</span>{ " and " }
                        <span class="idea idea-wake">{ "woken" }</span>
                        { " while it happens. The same programs, simulated: " }
                        { lesson("a-task-for-each-connection", "the echo server") }{ " and " }
                        { lesson("a-task-for-each-request", "the web server") }{ "." }
                    </p>
                </div>
                { badge(&live, on_look) }
                <section class="stage live-stage" aria-label="The server" {onkeydown}>
                    <div class="live-grid">
                    <div class="pane live-ways">
                        { echo(&live, &on_visit) }
                        { http(&live, &ask, &on_fetch, &dispatch) }
                        { sleepers(&live, dispatch.reform(Action::Measure)) }
                    </div>
                    <div class="pane pane-timeline live-timeline">
                        <Timeline tape={live.tape.clone()} player={live.player.clone()} still={live.still}
                            newest={Some(NEWEST)} on_seek={on_seek.clone()} on_hover={Callback::noop()}
                            on_axis={dispatch.reform(Action::Axis)} on_next_poll={dispatch.reform(Action::NextPoll)}
                            empty={empty(&live)}>
                            { follow(&live, &dispatch) }
                        </Timeline>
                        <Legend />
                    </div>
                    <div class="pane pane-output live-inspector">
                        <div class="tab-panel" tabindex="0" role="group" aria-label="The chosen event, and everybody alive">
                            <Inspector tape={live.tape.clone()} position={live.player.position} {on_seek} />
                        </div>
                    </div>
                    <p class="unseen" aria-live="polite" data-testid="narration">{ narration }</p>
                    </div>
                </section>
            </main>
        </>
    }
}

fn lesson(id: &'static str, words: &'static str) -> Html {
    html! { <RouterLink<Route> to={Route::Lesson { id: id.into() }}>{ words }</RouterLink<Route>> }
}

fn empty(live: &Live) -> Html {
    match live.link {
        Link::Live => html! { <p>{ "The server has said nothing of its tasks yet." }</p> },
        _ => {
            html! { <p>{ "Every task of the server gets a lane here, as soon as the server is found." }</p> }
        }
    }
}

/// Where a server listens, or why it does not.
fn place(live: &Live, which: Which) -> Html {
    match live.address(which) {
        Some(Ok(address)) => html! { <code>{ address }</code> },
        Some(Err(why)) => {
            html! { <span class="live-bad">{ format!("does not run: {why}") }</span> }
        }
        None => html! {},
    }
}

fn echo(live: &Live, on_visit: &Callback<Visit>) -> Html {
    let connection = live.network.next();
    let door = |which: Which, text: &'static str, id: &'static str| {
        let (port, on_visit) = (live.port(which), on_visit.clone());
        let onclick = move |_: MouseEvent| {
            if let Some(port) = port {
                on_visit.emit(Visit::Connect { connection, port });
            }
        };
        html! {
            <div class="knock">
                <span>{ text }{ " " }{ place(live, which) }</span>
                <button type="button" class="button" disabled={port.is_none() || !live.is_live()} data-testid={id}
                    {onclick}>{ "Connect" }</button>
            </div>
        }
    };
    html! {
        <section class="network live-part" aria-labelledby="live-echo" data-testid="live-echo">
            <h2 id="live-echo">{ "Echo" }</h2>
            <p>{ "A connection as netcat makes it: what you send comes back." }</p>
            { door(Which::Echo, "A task for each connection:", "connect") }
            { door(Which::EchoThreads, "A thread for each:", "connect-threads") }
            { terminals(&live.network, live.is_live(), on_visit) }
        </section>
    }
}

fn http(
    live: &Live,
    ask: &Callback<ToServer>,
    on_fetch: &Callback<Vec<String>>,
    dispatch: &Callback<Action>,
) -> Html {
    let off = !live.is_live() || live.port(Which::Http).is_none();
    let seconds = live
        .server
        .as_ref()
        .map_or(5.0, |server| server.sleep_millis as f64 / 1000.0);
    let mode = |mode: HttpMode, text: &'static str, id: &'static str| {
        let ask = ask.clone();
        html! {
            <button type="button" class="segment" data-testid={id} disabled={off}
                aria-pressed={(live.mode() == Some(mode)).to_string()}
                onclick={move |_| ask.emit(ToServer::Mode(mode))}>{ text }</button>
        }
    };
    let get = |times: usize, target: &'static str, text: &'static str, id: &'static str| {
        let on_fetch = on_fetch.clone();
        html! {
            <button type="button" class="button" data-testid={id} disabled={off}
                onclick={move |_| on_fetch.emit(vec![target.to_owned(); times])}>{ text }</button>
        }
    };
    let own = {
        let on_fetch = on_fetch.clone();
        Callback::from(move |event: SubmitEvent| {
            if let Some(path) = field(&event, "path") {
                on_fetch.emit(vec![path]);
            }
        })
    };
    html! {
        <section class="network live-part" aria-labelledby="live-http" data-testid="live-http">
            <h2 id="live-http">{ "HTTP" }</h2>
            <p>{ format!("Each connection gets one answer. /sleep sleeps {seconds} s before. ") }{ place(live, Which::Http) }</p>
            <div class="knock">
                <span class="segments" role="group" aria-label="How the server serves connections">
                    { mode(HttpMode::OneAtATime, "one at a time", "mode-one-at-a-time") }
                    { mode(HttpMode::Spawn, "a task each", "mode-spawn") }
                </span>
            </div>
            <div class="knock">
                { get(3, "/sleep", "Three /sleep at once", "fetch-three") }
                { get(1, "/sleep", "/sleep", "fetch-sleep") }
                { get(1, "/", "/", "fetch-root") }
                <form onsubmit={own}>
                    <label>{ "GET " }<input name="path" ~defaultValue="/nowhere" size="10" maxlength="1024" autocomplete="off" spellcheck="false" /></label>
                    <button class="button" disabled={off} data-testid="fetch-own">{ "Send" }</button>
                </form>
            </div>
            { for live.bursts().enumerate().map(|(age, burst)| waterfall(live, burst, age == 0, dispatch)) }
        </section>
    }
}
