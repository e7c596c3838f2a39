//! The HTTP server of the lesson, for real and by hand: `/`, `/sleep`, and 404 otherwise; one answer a
//! connection. It serves one connection at a time or a task each, and can be switched while it runs.

mod request;

use crate::connections::{self, Closing, Place, Places, linger};
use crate::story::Story;
use protocol::live::HttpMode;
use request::{Refusal, Request};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;

/// The lesson's port.
pub const PORT: u16 = 7878;
/// How long `/sleep` sleeps in the lesson.
pub const SLEEP: Duration = Duration::from_secs(5);
/// The other side must take the answer within this time.
const ANSWERED_WITHIN: Duration = Duration::from_secs(10);

const HELLO: &str = include_str!("hello.html");
const NOT_FOUND: &str = include_str!("404.html");

/// How the server behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Whoever holds it may switch it.
    pub mode: Arc<watch::Sender<HttpMode>>,
    pub sleep: Duration,
    /// A request must have come within this time.
    pub patience: Duration,
    pub connections: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            mode: Arc::new(watch::Sender::new(HttpMode::Spawn)),
            sleep: SLEEP,
            patience: Duration::from_secs(5),
            connections: 1024,
        }
    }
}

/// Accepts connections until the server closes; those that are open are still answered.
pub async fn run(listener: TcpListener, settings: Settings, story: Story, closing: Closing) {
    let places = Places::new(settings.connections);
    let serve = async {
        while let Some((stream, place)) = connections::accept(&listener, &places, &closing).await {
            let name = story.connection(&stream);
            let answer = answer(stream, place, settings.clone(), story.clone());
            let mode = *settings.mode.borrow();
            match mode {
                HttpMode::OneAtATime => story.child(&name, answer).await,
                HttpMode::Spawn => {
                    tokio::spawn(story.spawned(&name, answer));
                }
            }
        }
    };
    story.spawned("HTTP server", serve).await;
    places.all_free(settings.sleep + connections::GRACE).await;
}

/// Reads a request and answers it.
async fn answer(mut stream: TcpStream, place: Place, settings: Settings, story: Story) {
    let request = match timeout(settings.patience, Request::read(&mut stream)).await {
        Ok(request) => request,
        Err(_) => Err(Refusal::TooSlow),
    };
    let response = match request {
        Ok(request) => {
            let path = if request.method == "GET" {
                request.path.as_str()
            } else {
                ""
            };
            match path {
                "/" => response("200 OK", HELLO),
                "/sleep" => {
                    story.sleep(settings.sleep).await;
                    response("200 OK", HELLO)
                }
                _ => response("404 NOT FOUND", NOT_FOUND),
            }
        }
        // There is nobody to answer.
        Err(Refusal::Gone) => return,
        Err(refusal) => response(refusal.status(), &format!("{}\n", refusal.status())),
    };
    let written = timeout(ANSWERED_WITHIN, stream.write_all(response.as_bytes())).await;
    if matches!(written, Ok(Ok(()))) {
        // Not part of the answer, so that the next one need not wait for it.
        tokio::spawn(async move {
            linger(stream).await;
            drop(place);
        });
    }
}

fn response(status: &str, contents: &str) -> String {
    let length = contents.len();
    let kind = if contents.starts_with('<') {
        "text/html"
    } else {
        "text/plain"
    };
    format!(
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nContent-Type: {kind}; charset=utf-8\r\n\
         Connection: close\r\nX-Content-Type-Options: nosniff\r\n\r\n{contents}"
    )
}
