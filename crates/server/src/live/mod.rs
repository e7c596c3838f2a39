//! What the page asks of the native server: the story as it happens, terminals, requests, measurements.
//!
//! Whatever comes from a page is bounded: the number of pages and terminals, the size and rate of
//! messages, the time without any. The only places that are ever connected to are the lessons' servers.

mod fetch;
mod socket;
mod terminal;

use crate::connections::{Closing, Places};
use crate::measure::Measurements;
use crate::story::Story;
use axum::Router;
use axum::extract::{State, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use protocol::live::{self, HttpMode, Server, Which};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Pages at once.
const PAGES: u32 = 16;
/// Terminals at once, of all pages.
const TERMINALS: u32 = 64;
/// A page that does not take a message for so long has gone.
const STUCK: Duration = Duration::from_secs(10);

/// What the pages share.
#[derive(Clone)]
pub struct Live(Arc<Shared>);

struct Shared {
    story: Story,
    servers: Vec<Listening>,
    mode: Arc<watch::Sender<HttpMode>>,
    sleep: Duration,
    measurements: Measurements,
    pages: Places,
    terminals: Places,
    closing: Closing,
}

/// A server of the lessons: where it listens, or why it does not.
pub struct Listening {
    pub which: Which,
    pub address: Result<SocketAddr, String>,
}

impl Live {
    pub fn new(
        story: Story,
        servers: Vec<Listening>,
        http: &crate::http::Settings,
        measurements: Measurements,
        closing: Closing,
    ) -> Self {
        Live(Arc::new(Shared {
            story,
            servers,
            mode: http.mode.clone(),
            sleep: http.sleep,
            measurements,
            pages: Places::new(PAGES),
            terminals: Places::new(TERMINALS),
            closing,
        }))
    }

    pub fn routes(&self) -> Router {
        Router::new()
            .route(live::PATH, any(page))
            .route(live::TERMINAL_PATH, any(echo_terminal))
            .route(live::THREADS_TERMINAL_PATH, any(threads_terminal))
            .with_state(self.clone())
    }

    /// Waits until the pages have been told that the server closes.
    pub async fn closed(&self) {
        self.0.pages.all_free(Duration::from_secs(1)).await;
        self.0.terminals.all_free(Duration::from_secs(1)).await;
    }
}

impl Shared {
    fn address(&self, which: Which) -> Result<SocketAddr, String> {
        self.servers
            .iter()
            .find(|server| server.which == which)
            .ok_or_else(|| "this server does not run".to_owned())
            .and_then(|server| server.address.clone())
            .map(reachable)
    }

    fn told(&self) -> Vec<Server> {
        let told = |server: &Listening| Server {
            which: server.which,
            address: server.address.clone().map(|address| address.to_string()),
        };
        self.servers.iter().map(told).collect()
    }
}

/// A server that listens on every interface is reached on the loopback interface.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address {
            SocketAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        });
    }
    address
}

async fn page(State(Live(live)): State<Live>, upgrade: WebSocketUpgrade) -> Response {
    let Some(place) = live.pages.one_now() else {
        return full("pages");
    };
    bounded(upgrade).on_upgrade(move |socket| socket::serve(socket, live, place))
}

async fn echo_terminal(live: State<Live>, upgrade: WebSocketUpgrade) -> Response {
    terminal_at(live.0, Which::Echo, upgrade)
}

async fn threads_terminal(live: State<Live>, upgrade: WebSocketUpgrade) -> Response {
    terminal_at(live.0, Which::EchoThreads, upgrade)
}

fn terminal_at(Live(live): Live, which: Which, upgrade: WebSocketUpgrade) -> Response {
    let Some(place) = live.terminals.one_now() else {
        return full("terminals");
    };
    bounded(upgrade).on_upgrade(move |socket| terminal::serve(socket, live, which, place))
}

fn bounded(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .max_message_size(live::MESSAGE)
        .max_frame_size(live::MESSAGE)
}

fn full(of: &str) -> Response {
    let why = format!("There are too many {of} already: close one.\n");
    (StatusCode::SERVICE_UNAVAILABLE, why).into_response()
}

/// How much a page may ask for: so many at once, and then so many a second.
struct Allowance {
    left: f64,
    most: f64,
    each_second: f64,
    at: Instant,
}

impl Allowance {
    fn new(most: f64, each_second: f64) -> Self {
        Allowance {
            left: most,
            most,
            each_second,
            at: Instant::now(),
        }
    }

    fn take(&mut self) -> bool {
        let now = Instant::now();
        let grown = (now - self.at).as_secs_f64() * self.each_second;
        self.left = (self.left + grown).min(self.most);
        self.at = now;
        let enough = self.left >= 1.0;
        if enough {
            self.left -= 1.0;
        }
        enough
    }
}
