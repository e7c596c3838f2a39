//! The stage: an example, its run and its recording. One reducer takes everything that happens to it.

use std::rc::Rc;

use protocol::network::{Visit, Visited};
use protocol::{Diagnostic, End, EndKind, Level};
use trace::Event;

use super::network::Network;
use super::player::Player;
use super::tape::Tape;
use crate::timeline::axis::AxisKind;
use crate::timeline::model::{Index, LaneId};

/// How far a worker is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Load {
    #[default]
    Waiting,
    /// Bytes that have come, and of how many where that is known.
    Bytes {
        loaded: u64,
        total: Option<u64>,
    },
    /// All bytes are there; it starts up.
    Starting,
    Ready,
    Failed(String),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// The machine that runs programs is being loaded.
    #[default]
    Loading,
    Ready,
    /// The program is being built, or waits for the compiler to be there.
    Compiling,
    Running {
        fuel_used: u64,
        fuel_limit: u64,
    },
    /// The program waits for somebody on its network.
    Idle,
    /// The program has errors: there is nothing to run.
    Rejected,
    Ended(End),
    /// The page could not do its part.
    Failed(String),
}

impl Phase {
    pub fn busy(&self) -> bool {
        matches!(self, Phase::Compiling | Phase::Running { .. } | Phase::Idle)
    }

    /// The word for it in the page's `data-state`.
    pub fn slug(&self) -> &'static str {
        match self {
            Phase::Loading => "loading",
            Phase::Ready => "ready",
            Phase::Compiling => "compiling",
            Phase::Running { .. } => "running",
            Phase::Idle => "idle",
            Phase::Rejected => "rejected",
            Phase::Ended(_) => "ended",
            Phase::Failed(_) => "failed",
        }
    }
}

/// The panels below the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Output,
    Inspector,
    Network,
    Notes,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stage {
    pub runner: Load,
    pub compiler: Load,
    pub phase: Phase,
    pub player: Player,
    pub tape: Tape,
    /// What the compiler says of the text it saw last.
    pub diagnostics: Rc<Vec<Diagnostic>>,
    pub tab: Tab,
    pub network: Network,
    /// The text was changed after the recorded run had begun.
    pub stale: bool,
    /// Events that did not fit the recording.
    pub dropped: u64,
    /// Whether a recording plays by itself.
    pub still: bool,
    /// Where the next recording is shown first: a link's place.
    pub opens_at: Option<Index>,
}

/// What the two workers have to say.
#[derive(Clone, Debug)]
pub enum News {
    Runner(Load),
    Compiler(Load),
    Compiling,
    Running,
    Events(Vec<Event>),
    Progress {
        fuel_used: u64,
        fuel_limit: u64,
    },
    Visited(Vec<Visited>),
    Idle,
    Ended {
        end: End,
        dropped: u64,
    },
    Diagnostics(Vec<Diagnostic>),
    /// The program was not run, because of the diagnostics that came before.
    Rejected,
    Failed(String),
}

#[derive(Clone, Debug)]
pub enum Action {
    News(News),
    /// The text differs from what was recorded.
    Edited,
    Seek(Index),
    Step(i32),
    Toggle,
    Speed(f64),
    Axis(AxisKind),
    /// So many real milliseconds have passed.
    Tick(f64),
    NextPoll(LaneId),
    Tab(Tab),
    /// The visitor does something on the program's network.
    Visit(Visit),
}

impl Stage {
    pub fn new(still: bool) -> Self {
        Stage {
            still,
            ..Stage::default()
        }
    }

    pub fn errors(&self) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.level == Level::Error)
            .count()
    }

    pub fn apply(&mut self, action: Action) {
        let len = self.tape.len();
        match action {
            Action::News(news) => self.hear(news),
            Action::Edited => self.stale = !self.tape.is_empty(),
            Action::Seek(position) => self.player.seek(position, &self.tape.read().axis, len),
            Action::Step(by) => {
                let position = self.player.position.saturating_add_signed(by);
                self.player.seek(position, &self.tape.read().axis, len);
            }
            Action::Toggle => self.player.toggle(len),
            Action::Speed(speed) => self.player.speed = speed,
            Action::Axis(kind) => {
                self.tape.change_axis(kind);
                self.player.change_axis(&self.tape.read().axis);
            }
            Action::Tick(milliseconds) => {
                let running = self.phase.busy();
                self.player
                    .tick(milliseconds, &self.tape.read().axis, len, running);
            }
            Action::NextPoll(lane) => {
                let reel = self.tape.read();
                if let Some(event) = reel.model.next_poll(lane, self.player.position) {
                    self.player.seek(event + 1, &reel.axis, len);
                }
            }
            Action::Tab(tab) => self.tab = tab,
            Action::Visit(visit) => {
                self.network.visit(&visit);
                if self.phase == Phase::Idle {
                    self.phase = Phase::Running {
                        fuel_used: 0,
                        fuel_limit: 0,
                    };
                }
            }
        }
    }

    fn hear(&mut self, news: News) {
        let len = self.tape.len();
        match news {
            News::Runner(load) => {
                if load == Load::Ready && self.phase == Phase::Loading {
                    self.phase = Phase::Ready;
                }
                if let Load::Failed(why) = &load {
                    self.phase = Phase::Failed(why.clone());
                }
                self.runner = load;
            }
            News::Compiler(load) => self.compiler = load,
            News::Compiling => self.phase = Phase::Compiling,
            News::Running => {
                self.tape = Tape::empty(self.player.axis);
                self.player.rewind();
                self.player.playing = !self.still && self.opens_at.is_none();
                self.phase = Phase::Running {
                    fuel_used: 0,
                    fuel_limit: 0,
                };
                self.stale = false;
                self.dropped = 0;
                self.network = Network::default();
            }
            News::Events(events) => {
                self.tape.append(events);
                if self.still {
                    let len = self.tape.len();
                    self.player.seek(len, &self.tape.read().axis, len);
                }
            }
            News::Progress {
                fuel_used,
                fuel_limit,
            } => {
                self.phase = Phase::Running {
                    fuel_used,
                    fuel_limit,
                };
            }
            News::Visited(visited) => visited.into_iter().for_each(|it| self.network.hear(it)),
            News::Idle => {
                // Only the visitor can get it on.
                self.tab = Tab::Network;
                self.phase = Phase::Idle;
            }
            News::Ended { end, dropped } => {
                if let Some(position) = self.opens_at.take() {
                    self.player.seek(position, &self.tape.read().axis, len);
                }
                if !matches!(end.kind, EndKind::Finished | EndKind::Stopped) {
                    // Why it ended is more urgent than how it came to that; who stopped it knows.
                    self.tab = Tab::Output;
                }
                self.phase = Phase::Ended(end);
                self.dropped = dropped;
            }
            News::Diagnostics(diagnostics) => self.diagnostics = Rc::new(diagnostics),
            News::Rejected => self.phase = Phase::Rejected,
            News::Failed(why) => self.phase = Phase::Failed(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::model::Who;
    use crate::timeline::sample;

    fn end(kind: EndKind) -> News {
        News::Ended {
            end: End {
                kind,
                message: "Finished".into(),
                exit_code: 0,
            },
            dropped: 0,
        }
    }

    fn recorded(still: bool) -> Stage {
        let mut stage = Stage::new(still);
        let events = sample::two_workers().events;
        for news in [
            News::Runner(Load::Ready),
            News::Running,
            News::Events(events),
            end(EndKind::Finished),
        ] {
            stage.apply(Action::News(news));
        }
        stage
    }

    #[test]
    fn a_run_goes_from_loading_to_its_end() {
        let mut stage = Stage::new(false);
        assert_eq!(stage.phase.slug(), "loading");
        stage.apply(Action::News(News::Runner(Load::Ready)));
        assert_eq!(stage.phase.slug(), "ready");
        stage.apply(Action::News(News::Running));
        assert!(stage.phase.busy() && stage.player.playing);
        stage.apply(Action::News(end(EndKind::Finished)));
        assert_eq!(stage.phase.slug(), "ended");
    }

    #[test]
    fn with_reduced_motion_the_recording_lies_open_at_its_end() {
        let stage = recorded(true);
        assert_eq!((stage.player.position, stage.player.playing), (26, false));
        assert_eq!(recorded(false).player.position, 0);
    }

    #[test]
    fn the_first_recording_of_a_link_is_shown_at_its_place() {
        let mut stage = Stage::new(false);
        stage.opens_at = Some(13);
        let mut run = || {
            stage.apply(Action::News(News::Running));
            stage.apply(Action::News(News::Events(sample::two_workers().events)));
            stage.apply(Action::News(end(EndKind::Finished)));
            (stage.player.position, stage.player.playing)
        };
        assert_eq!(run(), (13, false));
        assert_eq!(run(), (0, true), "the next one plays as ever");
    }

    #[test]
    fn a_new_run_is_a_new_tape() {
        let mut stage = recorded(true);
        let before = stage.tape.clone();
        stage.apply(Action::Edited);
        assert!(stage.stale);
        stage.apply(Action::News(News::Running));
        assert!(!stage.tape.same(&before) && stage.tape.is_empty() && !stage.stale);
        assert_eq!(
            before.len(),
            26,
            "whoever still shows the old one is not disturbed"
        );
    }

    #[test]
    fn stepping_stays_on_the_tape_and_pauses() {
        let mut stage = recorded(false);
        stage.apply(Action::Step(-1));
        assert_eq!((stage.player.position, stage.player.playing), (0, false));
        stage.apply(Action::Seek(25));
        stage.apply(Action::Step(1));
        stage.apply(Action::Step(1));
        assert_eq!(stage.player.position, 26);
    }

    #[test]
    fn another_axis_keeps_the_position() {
        let mut stage = recorded(true);
        stage.apply(Action::Seek(13));
        stage.apply(Action::Axis(AxisKind::Steps));
        assert_eq!(
            (stage.player.position, stage.player.axis),
            (13, AxisKind::Steps)
        );
        assert_eq!(stage.tape.read().axis.at(13), 13.0);
    }

    #[test]
    fn the_next_poll_of_a_lane_comes_round_again() {
        let mut stage = recorded(true);
        let worker = stage
            .tape
            .read()
            .model
            .lane(Who::Task(trace::TaskId(2)))
            .unwrap();
        let mut seen = vec![];
        for _ in 0..3 {
            stage.apply(Action::NextPoll(worker));
            seen.push(stage.player.position);
        }
        assert_eq!(seen, [5, 17, 5]);
    }
}
