//! Talks to the native server: finds it, says hello, asks, and finds it again when it was started anew.
//!
//! The server lets in only its own pages, or those it was told of. So the place where this page came from is
//! asked first, and then the server's usual place on this machine.

mod find;
mod socket;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use protocol::live::{
    self, FromServer, FromTerminal, MESSAGE, Resume, ToServer, ToTerminal, VERSION, Which,
};
use protocol::network::Visit;
use serde::de::DeserializeOwned;
use trace::Nanos;
use yew::Callback;

use crate::state::live::News;
use find::Search;
use socket::{Heard, Socket};

/// Bytes that a terminal sends at once, below what the server takes.
const PIECE: usize = MESSAGE / 2;

/// A handle; the last one that goes closes everything.
#[derive(Clone)]
pub struct Connection(Rc<RefCell<Inner>>);

impl PartialEq for Connection {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    listener: Callback<News>,
    search: Search,
    /// The place where the server is, or is thought to be.
    place: String,
    socket: Option<Socket>,
    terminals: Vec<(u32, Socket)>,
    /// Which story, and the next event of it that has not come.
    resume: Option<Resume>,
    /// Why the server does not want to talk.
    why: Option<String>,
    again: Option<Timeout>,
    /// The server's clock less ours, in milliseconds.
    ahead: Option<f64>,
}

impl Connection {
    /// Begins to look for the server, and tells what becomes of it.
    pub fn start(listener: Callback<News>) -> Self {
        let location = gloo::utils::window().location();
        let (protocol, host) = (
            location.protocol().unwrap_or_default(),
            location.host().unwrap_or_default(),
        );
        let connection = Connection(Rc::new(RefCell::new(Inner {
            listener,
            search: Search::from_page(&protocol, &host),
            place: String::new(),
            socket: None,
            terminals: Vec::new(),
            resume: None,
            why: None,
            again: None,
            ahead: None,
        })));
        connection.look();
        connection
    }

    /// Looks for the server now.
    pub fn look(&self) {
        let place = {
            let mut inner = self.0.borrow_mut();
            inner.again = None;
            inner.socket = None;
            inner.terminals.clear();
            inner.why = None;
            inner.place = inner.search.next();
            inner.place.clone()
        };
        self.tell(News::Looking);
        let socket = self.open(&format!("{place}{}", live::PATH), Self::hear);
        match socket {
            Ok(socket) => self.0.borrow_mut().socket = Some(socket),
            Err(why) => {
                self.0.borrow_mut().why = Some(why);
                self.lost();
            }
        }
    }

    /// The server's clock now, as far as it can be known from here.
    pub fn now(&self) -> Option<Nanos> {
        let ahead = self.0.borrow().ahead?;
        Some(((here() + ahead).max(0.0) * 1e6) as Nanos)
    }

    pub fn ask(&self, wish: &ToServer) {
        if let Some(socket) = &self.0.borrow().socket {
            socket.send(wish);
        }
    }

    /// The visitor does something at a terminal.
    pub fn visit(&self, visit: Visit, which: Which) {
        match visit {
            Visit::Connect { connection, .. } => self.connect(connection, which),
            Visit::Send { connection, bytes } => {
                if let Some(terminal) = self.0.borrow().terminal(connection) {
                    for piece in bytes.chunks(PIECE) {
                        terminal.send(&ToTerminal::Bytes(piece.to_vec()));
                    }
                }
            }
            Visit::HalfClose { connection } => {
                if let Some(terminal) = self.0.borrow().terminal(connection) {
                    terminal.send(&ToTerminal::Finish);
                }
            }
            Visit::Close { connection } => self.forget(connection),
        }
    }

    fn connect(&self, connection: u32, which: Which) {
        let path = match which {
            Which::EchoThreads => live::THREADS_TERMINAL_PATH,
            _ => live::TERMINAL_PATH,
        };
        let url = format!("{}{path}", self.0.borrow().place);
        let heard = move |this: &Self, heard| match heard {
            Heard::Open => {}
            Heard::Bytes(bytes) => match understood::<FromTerminal>(&bytes) {
                Some(said) => this.tell(News::Terminal { connection, said }),
                None => this.broke(connection),
            },
            Heard::Closed => this.broke(connection),
        };
        match self.open(&url, heard) {
            Ok(terminal) => self.0.borrow_mut().terminals.push((connection, terminal)),
            Err(_) => self.broke(connection),
        }
    }

    fn forget(&self, connection: u32) {
        let terminals = &mut self.0.borrow_mut().terminals;
        terminals.retain(|(other, _)| *other != connection);
    }

    fn broke(&self, connection: u32) {
        self.forget(connection);
        self.tell(News::Broke { connection });
    }

    /// A socket that does not keep this connection alive.
    fn open(&self, url: &str, heard: impl Fn(&Self, Heard) + 'static) -> Result<Socket, String> {
        let weak = Rc::downgrade(&self.0);
        let heard = Callback::from(move |what| {
            if let Some(inner) = weak.upgrade() {
                heard(&Connection(inner), what);
            }
        });
        Socket::open(url, heard)
    }

    fn hear(&self, heard: Heard) {
        match heard {
            Heard::Open => {
                let resume = self.0.borrow().resume;
                let version = VERSION;
                self.ask(&ToServer::Hello { version, resume });
            }
            Heard::Bytes(bytes) => match understood::<FromServer>(&bytes) {
                Some(message) => self.take(message),
                None => {
                    // A page and a server of different versions.
                    let mut inner = self.0.borrow_mut();
                    inner.why = Some("the server was not understood: reload the page".into());
                    inner.resume = None;
                    drop(inner);
                    self.lost();
                }
            },
            Heard::Closed => self.lost(),
        }
    }

    fn take(&self, message: FromServer) {
        let mut inner = self.0.borrow_mut();
        match &message {
            FromServer::Welcome(welcome) => {
                inner.search.found();
                let same = inner
                    .resume
                    .is_some_and(|resume| resume.instance == welcome.instance);
                if !same {
                    inner.ahead = None;
                    let instance = welcome.instance;
                    inner.resume = Some(Resume { instance, next: 0 });
                }
            }
            FromServer::Snapshot(snapshot) => {
                inner.go_on_at(snapshot.next);
                inner.is_now(snapshot.at);
            }
            FromServer::Events { first, events } => {
                let expected = inner.resume.map_or(0, |resume| resume.next);
                let events = match trace::wire::decode(events) {
                    Ok(events) if *first == expected => events,
                    // A hole would make a false recording: begin anew.
                    Ok(_) | Err(_) => {
                        inner.resume = None;
                        drop(inner);
                        return self.lost();
                    }
                };
                inner.go_on_at(first + events.len() as u64);
                if let Some(last) = events.last() {
                    inner.is_now(last.at);
                }
                drop(inner);
                return self.tell(News::Events(events));
            }
            FromServer::Fetch { at, .. } => inner.is_now(*at),
            // Instead of a welcome.
            FromServer::Refused { id: None, why } if !inner.search.is_found() => {
                inner.why = Some(why.clone());
            }
            _ => {}
        }
        drop(inner);
        self.tell(News::Server(message));
    }

    /// The socket is gone; looks again later.
    fn lost(&self) {
        let (why, again) = {
            let mut inner = self.0.borrow_mut();
            inner.socket = None;
            inner.terminals.clear();
            let wait = inner.search.lost();
            let weak = Rc::downgrade(&self.0);
            inner.again = Some(Timeout::new(wait, move || {
                if let Some(inner) = weak.upgrade() {
                    Connection(inner).look();
                }
            }));
            (inner.why.take(), wait.div_ceil(1000))
        };
        // In the middle of a round nothing is known yet.
        if again > 0 {
            self.tell(News::Missing { why, again });
        }
    }

    fn tell(&self, news: News) {
        let listener = self.0.borrow().listener.clone();
        listener.emit(news);
    }
}

impl Inner {
    fn terminal(&self, connection: u32) -> Option<&Socket> {
        let (_, socket) = self
            .terminals
            .iter()
            .find(|(other, _)| *other == connection)?;
        Some(socket)
    }

    fn go_on_at(&mut self, next: u64) {
        if let Some(resume) = &mut self.resume {
            resume.next = next;
        }
    }

    /// What was told at this moment of the server's clock has come just now, or a little later.
    fn is_now(&mut self, at: Nanos) {
        let ahead = at as f64 / 1e6 - here();
        self.ahead = Some(self.ahead.map_or(ahead, |before| before.max(ahead)));
    }
}

/// The site of this page, if the server must be told to let it in.
pub fn foreign_site() -> Option<String> {
    let location = gloo::utils::window().location();
    let ours = find::is_of_this_machine(&location.host().ok()?);
    (!ours).then(|| location.origin().ok()).flatten()
}

/// Our own clock, in milliseconds.
fn here() -> f64 {
    gloo::utils::window()
        .performance()
        .map_or(0.0, |it| it.now())
}

fn understood<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
