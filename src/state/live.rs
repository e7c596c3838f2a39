//! The native server, as the page sees it: whether it is there, what its tasks do, and what the visitor
//! wished of it. One reducer takes everything that happens; `crate::live` does the talking.
//!
//! All of it is bounded: of the recording, of requests, measurements and terminals the oldest go first, and
//! how many events went is told.

use std::collections::VecDeque;

use protocol::live::{
    FromServer, FromTerminal, HttpMode, Measured, Sleepers, Snapshot, ToServer, Welcome, Which,
};
use protocol::network::{Visit, Visited};
use trace::{Event, Nanos, TaskKind};

use super::network::Network;
use super::player::Player;
use super::requests::{Burst, Requests};
use super::tape::Tape;
use crate::timeline::axis::AxisKind;
use crate::timeline::model::{Before, Doing, Index, LaneId, LaneKind, Model, Who, unnamed};

/// Events that are kept while the timeline follows them; four times as many while the visitor looks at one
/// place, which should not be taken away.
const KEPT: Index = 16_384;
/// Lanes of those who have ended that are kept.
const ENDED: usize = 300;
/// Terminals that are kept, unless more of them are open.
const TERMINALS: usize = 8;
/// Measurements that are kept.
const MEASURED: usize = 12;

/// How it stands with the server.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Link {
    /// Nobody has answered yet.
    #[default]
    Looking,
    /// Nobody is there, or somebody else. It is looked for again after so many seconds, or right now.
    Missing {
        why: Option<String>,
        again: u32,
    },
    Live,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    pub link: Link,
    /// What the server said of itself when it was last there.
    pub server: Option<Welcome>,
    pub player: Player,
    pub tape: Tape,
    /// The timeline goes with the newest event.
    pub following: bool,
    /// Events that this page no longer shows.
    pub dropped: u64,
    /// Events that the server no longer had when this page asked.
    pub missed: u64,
    /// The server's clock.
    pub now: Nanos,
    pub network: Network,
    pub requests: Requests,
    pub sleepers: VecDeque<Sleeping>,
    /// The request whose answer is shown.
    pub reading: Option<u32>,
    /// Nothing moves by itself.
    pub still: bool,
    /// What the server would not do.
    pub refused: Option<String>,
    /// Numbers what is asked.
    last_id: u32,
}

/// A measurement, from when it is wished.
#[derive(Clone, Debug, PartialEq)]
pub struct Sleeping {
    pub id: u32,
    pub what: Sleepers,
    pub count: u32,
    pub asked: bool,
    pub result: Option<Result<Measured, String>>,
}

/// What comes from the server, and from those who look for it.
#[derive(Clone, Debug)]
pub enum News {
    Missing {
        why: Option<String>,
        again: u32,
    },
    Looking,
    /// Everything but events, which come decoded.
    Server(FromServer),
    Events(Vec<Event>),
    Terminal {
        connection: u32,
        said: FromTerminal,
    },
    /// The way to a terminal broke.
    Broke {
        connection: u32,
    },
}

#[derive(Clone, Debug)]
pub enum Action {
    News(News),
    Visit(Visit),
    /// Requests that the visitor sends at once, and the number of the first.
    Fetch {
        first: u32,
        targets: Vec<String>,
    },
    /// Measure so many sleepers: tasks, then threads.
    Measure(u32),
    /// A measurement was asked for.
    Asked(u32),
    /// The server's clock.
    Now(Nanos),
    Seek(Index),
    Step(i32),
    Axis(AxisKind),
    NextPoll(LaneId),
    /// Goes to the task whose name contains this.
    Show(String),
    /// Shows the answer of a request.
    Read(Option<u32>),
    Follow(bool),
    /// Forgets what has been recorded so far.
    Clear,
}

impl Live {
    pub fn new(still: bool) -> Self {
        Live {
            still,
            following: true,
            tape: Tape::empty(AxisKind::Time),
            ..Live::default()
        }
    }

    pub fn is_live(&self) -> bool {
        self.link == Link::Live
    }

    pub fn mode(&self) -> Option<HttpMode> {
        self.server.as_ref().map(|server| server.mode)
    }

    /// Where a server listens, or why it does not.
    pub fn address(&self, which: Which) -> Option<&Result<String, String>> {
        let servers = &self.server.as_ref()?.servers;
        let server = servers.iter().find(|server| server.which == which)?;
        Some(&server.address)
    }

    pub fn port(&self, which: Which) -> Option<u16> {
        let address = self.address(which)?.as_ref().ok()?;
        address.rsplit_once(':')?.1.parse().ok()
    }

    /// The number of the next thing that is asked.
    pub fn next_id(&self) -> u32 {
        self.last_id + 1
    }

    /// The measurement whose turn it is: the server does one at a time.
    pub fn due(&self) -> Option<(u32, Sleepers, u32)> {
        let first = self.sleepers.iter().find(|it| it.result.is_none())?;
        (!first.asked && self.is_live()).then_some((first.id, first.what, first.count))
    }

    pub fn apply(&mut self, action: Action) {
        let len = self.tape.len();
        match action {
            Action::News(news) => self.hear(news),
            Action::Visit(visit) => {
                self.network.visit(&visit);
                self.network.forget_over(TERMINALS);
            }
            Action::Fetch { first, targets } => {
                self.refused = None;
                self.last_id = first + targets.len() as u32 - 1;
                let mode = self.mode().unwrap_or(HttpMode::Spawn);
                self.requests.send(mode, first, targets);
            }
            Action::Measure(count) => {
                for what in [Sleepers::Tasks, Sleepers::Threads] {
                    self.last_id += 1;
                    self.sleepers.push_back(Sleeping {
                        id: self.last_id,
                        what,
                        count,
                        asked: false,
                        result: None,
                    });
                }
                while self.sleepers.len() > MEASURED {
                    self.sleepers.pop_front();
                }
            }
            Action::Asked(id) => {
                if let Some(it) = self.sleepers.iter_mut().find(|it| it.id == id) {
                    it.asked = true;
                }
            }
            Action::Now(now) => {
                self.now = self.now.max(now);
                if self.following && self.is_live() {
                    self.tape.reach(self.now);
                }
            }
            Action::Seek(position) => self.seek(position),
            Action::Step(by) => self.seek(self.player.position.saturating_add_signed(by)),
            Action::Axis(kind) => {
                self.tape.change_axis(kind);
                self.player.change_axis(&self.tape.read().axis);
            }
            Action::NextPoll(lane) => self.next_poll(lane),
            Action::Show(part) => {
                let lane = self.tape.read().model.lane_named(&part);
                if let Some(lane) = lane {
                    self.next_poll(lane);
                }
            }
            Action::Read(request) => self.reading = request,
            Action::Follow(following) => {
                self.following = following;
                if following {
                    self.go_to_newest();
                }
            }
            Action::Clear => {
                self.drop_oldest(len);
                self.following = true;
                self.go_to_newest();
            }
        }
    }

    fn next_poll(&mut self, lane: LaneId) {
        let to = self.tape.read().model.next_poll(lane, self.player.position);
        if let Some(event) = to {
            self.seek(event + 1);
        }
    }

    /// Goes to a place, and stays there.
    fn seek(&mut self, position: Index) {
        let len = self.tape.len();
        self.player.seek(position, &self.tape.read().axis, len);
        self.following = false;
    }

    fn go_to_newest(&mut self) {
        let len = self.tape.len();
        self.player.seek(len, &self.tape.read().axis, len);
    }

    fn hear(&mut self, news: News) {
        match news {
            News::Looking => {
                if let Link::Missing { again, .. } = &mut self.link {
                    *again = 0;
                }
            }
            News::Missing { why, again } => {
                if self.is_live() {
                    let gone = "the server has gone";
                    self.network.all_broke(gone);
                    self.requests.all_failed(gone);
                    for it in self.sleepers.iter_mut().filter(|it| it.result.is_none()) {
                        it.result = Some(Err(gone.to_owned()));
                    }
                }
                self.link = Link::Missing { why, again };
            }
            News::Server(message) => self.take(message),
            News::Events(events) => self.append(events),
            News::Terminal { connection, said } => match said {
                FromTerminal::Opened { .. } => self.network.hear(Visited::Accepted { connection }),
                FromTerminal::Bytes { bytes, .. } => {
                    self.network.hear(Visited::Received { connection, bytes });
                }
                FromTerminal::Closed { why: None, .. } => self.network.hear(Visited::Closed {
                    connection,
                    reset: false,
                }),
                FromTerminal::Closed { why: Some(why), .. } => self.network.broke(connection, why),
            },
            News::Broke { connection } => {
                let why = "the way to the server broke".to_owned();
                self.network.broke(connection, why);
            }
        }
    }

    fn take(&mut self, message: FromServer) {
        match message {
            FromServer::Welcome(welcome) => {
                let same = self
                    .server
                    .as_ref()
                    .is_some_and(|before| before.instance == welcome.instance);
                if !same {
                    // Another server, another clock.
                    (self.dropped, self.missed, self.now) = (0, 0, 0);
                    self.tape = Tape::empty(self.player.axis);
                    self.following = true;
                    self.go_to_newest();
                }
                self.server = Some(welcome);
                self.link = Link::Live;
                self.refused = None;
            }
            FromServer::Snapshot(snapshot) => {
                // The mark of the beginning is no event of the server's.
                self.dropped += u64::from(self.tape.len().saturating_sub(1));
                self.missed += snapshot.missed;
                self.now = self.now.max(snapshot.at);
                self.tape = Tape::late(self.player.axis, beginning(snapshot));
                self.tape.reach(self.now);
                self.following = true;
                self.go_to_newest();
            }
            FromServer::Mode(mode) => {
                if let Some(server) = &mut self.server {
                    server.mode = mode;
                }
            }
            FromServer::Fetch { id, at, step } => {
                self.now = self.now.max(at);
                self.requests.step(id, at, step);
            }
            FromServer::Measured { id, result } => self.measured(id, result),
            FromServer::Refused { id: Some(id), why } => {
                self.requests.refused(id, &why);
                self.measured(id, Err(why));
            }
            FromServer::Refused { id: None, why } => self.refused = Some(why),
            // The events come decoded, and the socket's end tells the rest.
            FromServer::Events { .. } | FromServer::Closing => {}
        }
    }

    fn measured(&mut self, id: u32, result: Result<Measured, String>) {
        if let Some(it) = self.sleepers.iter_mut().find(|it| it.id == id) {
            it.result = Some(result);
        }
    }

    fn append(&mut self, events: Vec<Event>) {
        if let Some(last) = events.last() {
            self.now = self.now.max(last.at);
        }
        self.tape.append(events);
        let len = self.tape.len();
        let most = if self.following { KEPT } else { 4 * KEPT };
        let from = {
            let reel = self.tape.read();
            let by_lanes = reel.model.ended_before_newest(ENDED);
            let by_events = (len > most + KEPT / 4).then(|| len - most);
            by_events.max(by_lanes)
        };
        if let Some(from) = from {
            self.drop_oldest(from);
        }
        if self.following {
            self.go_to_newest();
        }
    }

    fn drop_oldest(&mut self, from: Index) {
        let begins = u32::from(self.tape.read().model.is_late());
        let model = self.tape.read().model.without_oldest(from.max(begins));
        self.dropped += u64::from(from.saturating_sub(begins));
        // What is kept moves to the front, behind the mark of the beginning.
        let position = (self.player.position + 1).saturating_sub(from);
        self.tape = Tape::late(self.player.axis, model);
        self.tape.reach(self.now);
        let len = self.tape.len();
        self.player.seek(position, &self.tape.read().axis, len);
    }

    /// The requests, newest first.
    pub fn bursts(&self) -> impl Iterator<Item = &Burst> {
        self.requests.bursts.iter().rev()
    }
}

/// A recording that begins with those who were alive.
fn beginning(snapshot: Snapshot) -> Model {
    let threads = snapshot.threads.into_iter().map(|thread| Before {
        kind: LaneKind::Thread,
        doing: None,
        name: thread.name.unwrap_or_else(|| unnamed(thread.thread)),
        ..Before::task(
            Who::Thread(thread.thread),
            TaskKind::Spawned,
            String::new(),
            None,
        )
    });
    let tasks = snapshot.tasks.into_iter().map(|task| {
        let parent = task.parent.map(Who::Task);
        let before = Before::task(Who::Task(task.task), task.kind, task.name, parent);
        match task.polled_by {
            Some(thread) => Before {
                doing: Some(Doing::Poll(None)),
                polled_by: Some(thread),
                ..before
            },
            None => before,
        }
    });
    Model::late(snapshot.at, tasks.chain(threads).collect())
}

/// The wish that belongs to a measurement.
pub fn wish((id, what, count): (u32, Sleepers, u32)) -> ToServer {
    ToServer::Measure { id, what, count }
}

#[cfg(test)]
#[path = "live_tests.rs"]
mod tests;
