//! One page's socket: the story to it, its wishes from it.

use super::{Allowance, STUCK, Shared, fetch};
use crate::connections::Place;
use crate::story::{Batch, Reader};
use axum::extract::ws::{Message, WebSocket};
use protocol::live::{FETCHES, FETCHES_AT_ONCE, FromServer, ToServer, VERSION, Welcome};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::{Instant, interval_at, timeout};

/// A page says hello within this time.
const HELLO: Duration = Duration::from_secs(10);
/// A page is asked whether it is there so often.
const PING: Duration = Duration::from_secs(20);
/// Nothing from a page for so long, not even an answer to a ping: it has gone.
const SILENT: Duration = Duration::from_secs(60);
/// Answers that wait to be sent.
const ANSWERS: usize = 64;

/// The connection to the page is over.
struct Gone;

pub async fn serve(mut socket: WebSocket, live: Arc<Shared>, _place: Place) {
    let Ok(Some(Ok(Message::Binary(hello)))) = timeout(HELLO, socket.recv()).await else {
        return;
    };
    let Ok(ToServer::Hello { version, resume }) = postcard::from_bytes(&hello) else {
        return;
    };
    if version != VERSION {
        let why = format!(
            "the page speaks version {version}, the server version {VERSION}: reload the page"
        );
        let _ = send(&mut socket, &FromServer::Refused { id: None, why }).await;
        return;
    }
    let welcome = Welcome {
        version: VERSION,
        instance: live.story.instance(),
        servers: live.told(),
        mode: *live.mode.borrow(),
        sleep_millis: u64::try_from(live.sleep.as_millis()).unwrap_or(u64::MAX),
    };
    let mut reader = live.story.read(resume);
    if send(&mut socket, &FromServer::Welcome(welcome))
        .await
        .is_ok()
    {
        let _ = talk(&mut socket, &mut reader, &live).await;
    }
    // Says farewell; whether it is heard does not matter any more.
    let _ = timeout(
        Duration::from_millis(500),
        socket.send(Message::Close(None)),
    )
    .await;
}

async fn talk(socket: &mut WebSocket, reader: &mut Reader, live: &Arc<Shared>) -> Result<(), Gone> {
    let mut mode = live.mode.subscribe();
    let (answer, mut answers) = mpsc::channel(ANSWERS);
    let mut wishes = Wishes {
        live,
        answer,
        jobs: JoinSet::new(),
        turns: Arc::new(Semaphore::new(FETCHES_AT_ONCE)),
        allowance: Allowance::new(FETCHES as f64, 100.0),
    };
    let mut ping = interval_at(Instant::now() + PING, PING);
    let mut heard = Instant::now();
    loop {
        tokio::select! {
            message = socket.recv() => {
                heard = Instant::now();
                match message {
                    Some(Ok(Message::Binary(bytes))) => {
                        let wish = postcard::from_bytes(&bytes).map_err(|_| Gone)?;
                        if let Err(refused) = wishes.grant(wish) {
                            send(socket, &refused).await?;
                        }
                    }
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Text(_) | Message::Close(_)) | Err(_)) | None => return Err(Gone),
                }
            }
            batch = reader.next() => {
                let message = match batch {
                    Batch::Snapshot(snapshot) => FromServer::Snapshot(snapshot),
                    Batch::Events { first, events } => FromServer::Events {
                        first,
                        events: trace::wire::encode(&events),
                    },
                };
                send(socket, &message).await?;
            }
            Some(answer) = answers.recv() => send(socket, &answer).await?,
            Ok(()) = mode.changed() => {
                let mode = *mode.borrow_and_update();
                send(socket, &FromServer::Mode(mode)).await?;
            }
            _ = ping.tick() => {
                if heard.elapsed() > SILENT {
                    return Err(Gone);
                }
                transmit(socket, Message::Ping(Vec::new().into())).await?;
            }
            () = live.closing.asked() => return send(socket, &FromServer::Closing).await,
            // Forgets those that are done.
            Some(_) = wishes.jobs.join_next() => {}
        }
    }
}

/// What a page has asked for. Dropped with the socket, which ends what is still going on.
struct Wishes<'a> {
    live: &'a Arc<Shared>,
    answer: mpsc::Sender<FromServer>,
    jobs: JoinSet<()>,
    /// Of the requests to the HTTP server.
    turns: Arc<Semaphore>,
    allowance: Allowance,
}

impl Wishes<'_> {
    /// Begins what the page wishes, or says why not.
    fn grant(&mut self, wish: ToServer) -> Result<(), FromServer> {
        let id = match wish {
            ToServer::Fetch { id, .. } | ToServer::Measure { id, .. } => Some(id),
            ToServer::Hello { .. } | ToServer::Mode(_) => None,
        };
        let refused = |why: &str| {
            let why = why.to_owned();
            Err(FromServer::Refused { id, why })
        };
        if !self.allowance.take() || self.jobs.len() >= FETCHES {
            return refused("too much at once: wait a moment");
        }
        let answer = self.answer.clone();
        match wish {
            ToServer::Hello { .. } => return refused("this socket has said hello already"),
            ToServer::Mode(mode) => {
                self.live.mode.send_if_modified(|now| {
                    let changes = *now != mode;
                    *now = mode;
                    changes
                });
            }
            ToServer::Fetch { id, target } => {
                if !fetch::is_target(&target) {
                    return refused("a path begins with `/` and has no spaces");
                }
                let (live, turns) = (self.live.clone(), self.turns.clone());
                self.jobs
                    .spawn(fetch::fetch(live, turns, id, target, answer));
            }
            ToServer::Measure { id, what, count } => {
                let live = self.live.clone();
                self.jobs.spawn(async move {
                    let result = live.measurements.measure(what, count).await;
                    let _ = answer.send(FromServer::Measured { id, result }).await;
                });
            }
        }
        Ok(())
    }
}

async fn send(socket: &mut WebSocket, message: &FromServer) -> Result<(), Gone> {
    let bytes = postcard::to_allocvec(message).map_err(|_| Gone)?;
    transmit(socket, Message::Binary(bytes.into())).await
}

async fn transmit(socket: &mut WebSocket, message: Message) -> Result<(), Gone> {
    match timeout(STUCK, socket.send(message)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Gone),
    }
}
