//! The app: its routes, and what all pages share.
//!
//! Routes live in the address's hash (`#/lesson/four-workers`): a static host, also below a folder as on
//! GitHub Pages, serves one file and needs no rule for addresses that do not exist; and what a link carries
//! (see `share`) stays in the browser, for a hash is never sent to a server.
//!
//! # Hooks for end-to-end tests
//!
//! `data-testid` of each thing, and what else it tells:
//!
//! | `data-testid` | what | more |
//! |---|---|---|
//! | `stage` | the example block | `data-pane` = code, timeline, output (narrow screens) |
//! | `status` | one line, role status | `data-state` = loading, ready, compiling, running, rejected, ended, failed; `data-end` = the `EndKind`, `data-exit` = the exit code |
//! | `run`, `stop`, `reset`, `share` | buttons | `stop` only while busy, `reset` only when edited |
//! | `copied`, `aside` | what became of sharing; that an own edit was put aside | |
//! | `editor` | CodeMirror's content, a textbox named after the file | edit by keyboard; `.cm-line` are its lines |
//! | `compiler` | progress of the compiler, gone when it is ready | `data-state` = loading, failed |
//! | `diagnostics`, `diagnostic` | list and items | `data-code`, `data-level` (error, warning, unsupported …), `data-line` |
//! | `timeline`, `lane` | lanes; each a list item with an accessible name | `data-lane`, `data-kind` (thread, block_on, spawned, child, source), `data-name`, `data-polls`, `data-wakes` |
//! | `player-start`, `-back`, `-play`, `-forward`, `-end`, `-speed` | the player | |
//! | `position` | events played | `data-position`, `data-length` |
//! | `axis-steps`, `axis-time`, `axis-squeezed` | the axis | `aria-pressed` |
//! | `tab-output`, `tab-inspector`, `tab-notes` | tabs | `aria-selected` |
//! | `output`, `output-line` | printed lines, all of the recording | `data-text` (with its newline), `data-stream`, `data-future` before the player is there |
//! | `inspector`, `note`, `narration`, `end`, `theme` | as they say | `narration` is the live region |
//! | `live-badge`, `look` | how it stands with the native server; looks for it at once | `data-state` = looking, missing, live, lost |
//! | `connect-threads`, `mode-one-at-a-time`, `mode-spawn`, `fetch-three`, `fetch-sleep`, `fetch-root`, `fetch-own`, `measure` | what is asked of it | modes: `aria-pressed` |
//! | `burst`, `request-row` | requests under way together, and each | `data-over`, `data-took` in milliseconds; `data-state` = waiting, answered, failed |
//! | `measured` | sleepers | `data-state` = waiting, measured, failed |
//! | `find-lesson`, `contents` | what is searched for, and the lessons found | |
//! | `help-button`, `help` | the list of keys | |
//! | `newer` | that there is a newer version of the site | |
//! | `follow`, `clear` | the timeline of what goes on | `follow` `aria-pressed`; `position` also has `data-dropped`, `data-missed` |
//!
//! Keys (`components/help.rs` tells the visitor): Ctrl or Cmd with Enter or S runs; on the stage `,` `.` step and space plays; on the timeline W A S D F.
//! Marks in the performance timeline: `pollscope:run`, `pollscope:first-event` (drawn), `pollscope:diagnostics`.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::offline::Newer;
use crate::pages::home::Home;
use crate::pages::lesson::LessonPage;
use crate::pages::live::LivePage;
use crate::pages::missing::Missing;
use crate::session::Session;

#[derive(Clone, PartialEq, Routable)]
pub enum Route {
    #[at("/")]
    Home,
    #[at("/lesson/:id")]
    Lesson { id: String },
    #[at("/live")]
    Live,
    #[not_found]
    #[at("/missing")]
    Missing,
}

#[component]
pub fn App() -> Html {
    // The workers live as long as the page: leaving a lesson does not load the compiler again.
    let session = use_memo((), |()| Session::start());
    html! {
        <ContextProvider<Session> context={(*session).clone()}>
            <HashRouter>
                <Switch<Route> render={page} />
            </HashRouter>
            <Newer />
        </ContextProvider<Session>>
    }
}

fn page(route: Route) -> Html {
    match route {
        Route::Home => html! { <Home /> },
        Route::Lesson { id } => html! { <LessonPage key={id.clone()} id={id.clone()} /> },
        Route::Live => html! { <LivePage /> },
        Route::Missing => html! { <Missing /> },
    }
}
