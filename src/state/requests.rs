//! Requests to the HTTP server, with the time of each step: what a waterfall is drawn from.

use std::collections::VecDeque;

use protocol::live::{FetchStep, HttpMode};
use trace::Nanos;

/// Bursts that are kept.
const KEPT: usize = 5;
/// Bytes of an answer that are shown.
const SHOWN: usize = 2048;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requests {
    pub bursts: VecDeque<Burst>,
}

/// Requests that were under way together.
#[derive(Clone, Debug, PartialEq)]
pub struct Burst {
    /// How the server worked when the first was sent.
    pub mode: HttpMode,
    pub requests: Vec<Request>,
}

/// When each of its steps was, on the server's clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub id: u32,
    pub target: String,
    pub sent: Option<Nanos>,
    pub connected: Option<Nanos>,
    pub first_byte: Option<Nanos>,
    pub over: Option<Nanos>,
    /// Where it came from: the server's task is named after it.
    pub local: Option<String>,
    pub answer: Option<Result<Answer, String>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: Option<u16>,
    pub bytes: u64,
    /// Head and the beginning of the body.
    pub text: String,
}

impl Requests {
    /// Sends these at once; the first is numbered `first`.
    pub fn send(&mut self, mode: HttpMode, first: u32, targets: Vec<String>) {
        let requests = (first..).zip(targets).map(|(id, target)| Request {
            id,
            target,
            sent: None,
            connected: None,
            first_byte: None,
            over: None,
            local: None,
            answer: None,
        });
        match self.bursts.back_mut() {
            Some(burst) if !burst.is_over() => burst.requests.extend(requests),
            _ => self.bursts.push_back(Burst {
                mode,
                requests: requests.collect(),
            }),
        }
        if self.bursts.len() > KEPT {
            self.bursts.pop_front();
        }
    }

    pub fn step(&mut self, id: u32, at: Nanos, step: FetchStep) {
        let Some(request) = self.request(id) else {
            return;
        };
        match step {
            FetchStep::Queued => request.sent = Some(at),
            FetchStep::Connecting => {}
            FetchStep::Connected { local } => {
                request.connected = Some(at);
                request.local = Some(local);
            }
            FetchStep::FirstByte => request.first_byte = Some(at),
            FetchStep::Done {
                status,
                bytes,
                head,
                body,
            } => {
                request.over = Some(at);
                let shown = &body[..body.len().min(SHOWN)];
                request.answer = Some(Ok(Answer {
                    status,
                    bytes,
                    text: format!("{head}\n\n{}", String::from_utf8_lossy(shown)),
                }));
            }
            FetchStep::Failed { why } => {
                request.over = Some(at);
                request.answer = Some(Err(why));
            }
        }
    }

    /// The server would not do it.
    pub fn refused(&mut self, id: u32, why: &str) {
        if let Some(request) = self.request(id) {
            request.answer = Some(Err(why.to_owned()));
        }
    }

    pub fn all_failed(&mut self, why: &str) {
        for burst in &mut self.bursts {
            for request in &mut burst.requests {
                request.answer.get_or_insert_with(|| Err(why.to_owned()));
            }
        }
    }

    /// Whether any is not over.
    pub fn under_way(&self) -> bool {
        self.bursts.iter().any(|burst| !burst.is_over())
    }

    fn request(&mut self, id: u32) -> Option<&mut Request> {
        let all = self.bursts.iter_mut().flat_map(|burst| &mut burst.requests);
        all.into_iter().find(|request| request.id == id)
    }
}

impl Burst {
    pub fn is_over(&self) -> bool {
        self.requests.iter().all(|request| request.answer.is_some())
    }

    /// From the first step to the last, or to now while it goes on.
    pub fn range(&self, now: Nanos) -> (Nanos, Nanos) {
        let first = self.requests.iter().filter_map(|it| it.sent).min();
        let last = self.requests.iter().filter_map(|it| it.over).max();
        let first = first.unwrap_or(now);
        let last = match self.is_over() {
            true => last.unwrap_or(first),
            false => now.max(last.unwrap_or(first)),
        };
        (first, last.max(first))
    }
}

impl Request {
    /// The parts of its bar, as shares of a range: until it was connected, until the first byte came, and
    /// until the end. A part that has not begun has no length.
    pub fn parts(&self, (from, to): (Nanos, Nanos)) -> [(f64, f64); 3] {
        let whole = (to - from).max(1) as f64;
        let share = |at: Nanos| (at.clamp(from, to) - from) as f64 / whole;
        let end = match (&self.answer, self.over) {
            (_, Some(over)) => over,
            // Cut off: how far it came is all that is known.
            (Some(_), None) => [self.first_byte, self.connected, self.sent]
                .into_iter()
                .flatten()
                .next()
                .unwrap_or(from),
            (None, None) => to,
        };
        let sent = self.sent.unwrap_or(end);
        let connected = self.connected.unwrap_or(end);
        let first = self.first_byte.unwrap_or(end);
        [(sent, connected), (connected, first), (first, end)]
            .map(|(a, b)| (share(a), (share(b) - share(a)).max(0.0)))
    }

    /// How long it took, or has taken so far.
    pub fn took(&self, now: Nanos) -> Option<Nanos> {
        let end = match (&self.answer, self.over) {
            (_, Some(over)) => over,
            (None, None) => now,
            (Some(_), None) => return None,
        };
        Some(end.saturating_sub(self.sent?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const S: Nanos = 1_000_000_000;

    fn done(requests: &mut Requests, id: u32, at: [Nanos; 4]) {
        let local = format!("127.0.0.1:{id}");
        let steps = [
            FetchStep::Queued,
            FetchStep::Connected { local },
            FetchStep::FirstByte,
            FetchStep::Done {
                status: Some(200),
                bytes: 9,
                head: "HTTP/1.1 200 OK".into(),
                body: b"hi".to_vec(),
            },
        ];
        for (at, step) in at.into_iter().zip(steps) {
            requests.step(id, at, step);
        }
    }

    #[test]
    fn one_after_the_other_the_bars_make_stairs() {
        let mut requests = Requests::default();
        requests.send(HttpMode::OneAtATime, 1, vec!["/sleep".into(); 2]);
        done(&mut requests, 1, [S, S, 6 * S, 6 * S]);
        assert!(!requests.bursts[0].is_over());
        assert_eq!(requests.bursts[0].range(8 * S), (S, 8 * S));
        done(&mut requests, 2, [S, S, 11 * S, 11 * S]);
        let burst = &requests.bursts[0];
        let range = burst.range(99 * S);
        assert_eq!(range, (S, 11 * S), "what is over does not grow");
        assert_eq!(burst.requests[0].parts(range)[1], (0.0, 0.5));
        assert_eq!(burst.requests[1].parts(range)[1], (0.0, 1.0));
        assert_eq!(burst.requests[1].took(99 * S), Some(10 * S));
        let answer = burst.requests[0].answer.clone().unwrap().unwrap();
        assert_eq!(answer.text, "HTTP/1.1 200 OK\n\nhi");
    }

    #[test]
    fn what_is_sent_meanwhile_belongs_to_the_same_burst() {
        let mut requests = Requests::default();
        requests.send(HttpMode::Spawn, 1, vec!["/".into()]);
        requests.send(HttpMode::OneAtATime, 2, vec!["/".into()]);
        assert_eq!(requests.bursts.len(), 1);
        requests.all_failed("the server has gone");
        for id in 3..20 {
            requests.send(HttpMode::Spawn, id, vec!["/".into()]);
            requests.refused(id, "too much at once");
        }
        assert_eq!(requests.bursts.len(), KEPT);
        let cut = &requests.bursts[0].requests[0];
        assert_eq!(cut.took(S), None);
        assert!(cut.parts((0, 0)).iter().all(|(_, width)| *width == 0.0));
        requests.step(999, S, FetchStep::Queued);
    }
}
