//! What the page is told, and what it may ask for.

use super::*;
use futures::{SinkExt as _, StreamExt as _};
use protocol::live::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use server::app::{self, Demos, Settings};
use server::site::Site;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{self, Message};
use trace::{DropHow, Event, Kind, TaskId, WakeCause};

/// All servers, on free ports.
async fn start(name: &str) -> app::Running {
    let site = Site::Folder(super::site::folder(name));
    let mut settings = Settings::new(site, env!("CARGO_BIN_EXE_pollscope-server").into());
    settings.port = 0;
    settings.demos = Some(Demos {
        echo: 0,
        http: 0,
        threads: 0,
    });
    settings.http.sleep = Duration::from_millis(300);
    app::start(settings).await.unwrap()
}

fn address(servers: &app::Running, which: Which) -> SocketAddr {
    let found = servers.demos.iter().find(|(w, _)| *w == which).unwrap();
    *found.1.as_ref().unwrap()
}

/// A page's end of a socket.
struct Page(WebSocketStream<TcpStream>);

impl Page {
    async fn open(servers: &app::Running, path: &str) -> Page {
        let origin = format!("http://{}", servers.address);
        Page::open_from(servers, path, &origin).await.unwrap()
    }

    async fn open_from(
        servers: &app::Running,
        path: &str,
        origin: &str,
    ) -> Result<Page, tungstenite::Error> {
        let url = format!("ws://{}{path}", servers.address);
        let mut request = url.into_client_request()?;
        request
            .headers_mut()
            .insert("origin", origin.parse().unwrap());
        let stream = TcpStream::connect(servers.address).await.unwrap();
        let (socket, _) = soon(tokio_tungstenite::client_async(request, stream)).await?;
        Ok(Page(socket))
    }

    /// Opens the story, and reads the greeting.
    async fn hello(servers: &app::Running, resume: Option<Resume>) -> (Page, Welcome) {
        let mut page = Page::open(servers, PATH).await;
        let version = VERSION;
        page.say(&ToServer::Hello { version, resume }).await;
        let FromServer::Welcome(welcome) = page.hear().await.unwrap() else {
            panic!("a greeting comes first");
        };
        (page, welcome)
    }

    async fn say(&mut self, message: &impl Serialize) {
        let bytes = postcard::to_allocvec(message).unwrap();
        self.0.send(Message::Binary(bytes.into())).await.unwrap();
    }

    /// The next message, or none when the socket is closed.
    async fn hear<T: DeserializeOwned>(&mut self) -> Option<T> {
        loop {
            match soon(self.0.next()).await? {
                Ok(Message::Binary(bytes)) => return Some(postcard::from_bytes(&bytes).unwrap()),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// The next message that `wanted` takes.
    async fn wait_for<T>(&mut self, mut wanted: impl FnMut(FromServer) -> Option<T>) -> T {
        loop {
            let message = self.hear().await.expect("the socket is open");
            if let Some(found) = wanted(message) {
                return found;
            }
        }
    }

    async fn snapshot(&mut self) -> Snapshot {
        self.wait_for(|message| match message {
            FromServer::Snapshot(snapshot) => Some(snapshot),
            _ => None,
        })
        .await
    }

    /// Events from number `next` on, without a hole, until `last` is among them.
    async fn events(&mut self, next: u64, last: impl Fn(&Kind) -> bool) -> Vec<Event> {
        let mut all: Vec<Event> = Vec::new();
        while !all.iter().any(|event| last(&event.kind)) {
            let more = self
                .wait_for(|message| match message {
                    FromServer::Events { first, events } => Some((first, events)),
                    FromServer::Snapshot(_) => panic!("nothing was missed"),
                    _ => None,
                })
                .await;
            assert_eq!(more.0, next + all.len() as u64);
            all.extend(trace::wire::decode(&more.1).unwrap());
        }
        all
    }
}

fn spawned(events: &[Event], part: &str) -> TaskId {
    let found = events.iter().find_map(|event| match &event.kind {
        Kind::Spawn { task, name, .. } if name.contains(part) => Some(*task),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no {part} in {events:?}"))
}

#[tokio::test]
async fn a_connection_is_told_from_its_spawn_to_its_end() {
    let servers = start("a_connection_is_told").await;
    let (mut page, welcome) = Page::hello(&servers, None).await;
    let echo = address(&servers, Which::Echo);
    let told = welcome
        .servers
        .iter()
        .find(|server| server.which == Which::Echo);
    assert_eq!(told.unwrap().address, Ok(echo.to_string()));
    let snapshot = page.snapshot().await;
    let accepting = snapshot
        .tasks
        .iter()
        .find(|task| task.name == "echo server");
    let accepting = accepting.expect("the accepting task is alive").task;

    let mut stream = TcpStream::connect(echo).await.unwrap();
    let local = stream.local_addr().unwrap().to_string();
    there_and_back(&mut stream, b"hello").await;
    drop(stream);
    let ends = |kind: &Kind| {
        matches!(
            kind,
            Kind::Dropped {
                how: DropHow::Completed,
                ..
            }
        )
    };
    let events = page.events(snapshot.next, ends).await;
    let task = spawned(&events, &local);
    let has = |wanted: &dyn Fn(&Kind) -> bool| events.iter().any(|event| wanted(&event.kind));
    assert!(has(
        &|kind| matches!(kind, Kind::Spawn { task: t, parent: Some(p), .. } if *t == task && *p == accepting)
    ));
    assert!(has(
        &|kind| matches!(kind, Kind::PollStart { task: t } if *t == task)
    ));
    assert!(has(
        &|kind| matches!(kind, Kind::Wake { task: t, by: WakeCause::Outside, queued: true } if *t == task)
    ));
    assert!(events.windows(2).all(|two| two[0].at <= two[1].at));
    servers.close().await;
}

#[tokio::test]
async fn a_sleep_is_told_with_its_timer() {
    let servers = start("a_sleep_is_told").await;
    let (mut page, _) = Page::hello(&servers, None).await;
    let next = page.snapshot().await.next;
    let mut stream = TcpStream::connect(address(&servers, Which::Http))
        .await
        .unwrap();
    let local = stream.local_addr().unwrap().to_string();
    stream
        .write_all(b"GET /sleep HTTP/1.1\r\n\r\n")
        .await
        .unwrap();
    all(&mut stream).await;
    let ends = |kind: &Kind| matches!(kind, Kind::Dropped { .. });
    let events = page.events(next, ends).await;
    let handling = spawned(&events, &local);
    let timers: Vec<_> = events
        .iter()
        .filter_map(|event| match event.kind {
            Kind::TimerSet { timer, task, .. } => Some((timer, task)),
            _ => None,
        })
        .collect();
    let [(timer, Some(task))] = timers[..] else {
        panic!("one timer was set by a task: {timers:?}");
    };
    assert_eq!(task, handling);
    let woken = Kind::Wake {
        task,
        by: WakeCause::Timer(timer),
        queued: true,
    };
    assert!(events.iter().any(|event| event.kind == woken));
    servers.close().await;
}

#[tokio::test]
async fn a_page_that_comes_back_goes_on_where_it_was() {
    let servers = start("a_page_that_comes_back").await;
    let (mut page, welcome) = Page::hello(&servers, None).await;
    let next = page.snapshot().await.next;
    drop(page);
    let mut stream = TcpStream::connect(address(&servers, Which::Echo))
        .await
        .unwrap();
    there_and_back(&mut stream, b"while you were away").await;
    let resume = |instance| Some(Resume { instance, next });
    let (mut page, again) = Page::hello(&servers, resume(welcome.instance)).await;
    assert_eq!(again.instance, welcome.instance);
    let events = page
        .events(next, |kind| matches!(kind, Kind::PollEnd { .. }))
        .await;
    spawned(&events, "connection from");
    // A server that was started anew tells another story.
    let (mut other, _) = Page::hello(&servers, resume(welcome.instance + 1)).await;
    let snapshot = other.snapshot().await;
    assert_eq!(snapshot.missed, 0);
    assert!(
        snapshot
            .tasks
            .iter()
            .any(|task| task.name.starts_with("connection from"))
    );
    servers.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_is_too_slow_is_told_how_much_it_missed() {
    let story = Story::default();
    let mut reader = story.read(None);
    let server::story::Batch::Snapshot(first) = soon(reader.next()).await else {
        panic!("a snapshot comes first");
    };
    let count = server::story::KEPT as u64 + 1000;
    for _ in 0..count {
        story.note(|| Kind::Idle { until: None });
    }
    let server::story::Batch::Snapshot(second) = soon(reader.next()).await else {
        panic!("the first events are gone");
    };
    assert_eq!((second.missed, second.next), (count, first.next + count));
    story.note(|| Kind::Idle { until: None });
    let server::story::Batch::Events { first, events } = soon(reader.next()).await else {
        panic!("nothing was missed since");
    };
    assert_eq!((first, events.len()), (second.next, 1));
}

#[tokio::test]
async fn several_pages_hear_the_same() {
    let servers = start("several_pages_hear_the_same").await;
    let (mut one, _) = Page::hello(&servers, None).await;
    let (mut two, _) = Page::hello(&servers, None).await;
    let (from_one, from_two) = (one.snapshot().await.next, two.snapshot().await.next);
    let mut stream = TcpStream::connect(address(&servers, Which::Echo))
        .await
        .unwrap();
    there_and_back(&mut stream, b"hello").await;
    drop(stream);
    let ends = |kind: &Kind| matches!(kind, Kind::Dropped { .. });
    let (heard, also) = (
        one.events(from_one, ends).await,
        two.events(from_two, ends).await,
    );
    let same = heard.len().min(also.len());
    let tail = |events: &[Event]| events[events.len() - same..].to_vec();
    assert_eq!(tail(&heard), tail(&also));
    // What one page switches, the other is told.
    one.say(&ToServer::Mode(HttpMode::OneAtATime)).await;
    let mode = two.wait_for(|message| match message {
        FromServer::Mode(mode) => Some(mode),
        _ => None,
    });
    assert_eq!(mode.await, HttpMode::OneAtATime);
    servers.close().await;
}

#[tokio::test]
async fn requests_are_told_step_by_step() {
    let servers = start("requests_are_told_step_by_step").await;
    let (mut page, _) = Page::hello(&servers, None).await;
    let paths = ["/", "/sleep", "/nowhere"];
    for (id, target) in (0..).zip(paths) {
        let target = target.to_owned();
        page.say(&ToServer::Fetch { id, target }).await;
    }
    let mut steps: Vec<Vec<(u64, FetchStep)>> = vec![Vec::new(); paths.len()];
    let over = |steps: &Vec<(u64, FetchStep)>| {
        matches!(
            steps.last(),
            Some((_, FetchStep::Done { .. } | FetchStep::Failed { .. }))
        )
    };
    while !steps.iter().all(over) {
        let (id, at, step) = page
            .wait_for(|message| match message {
                FromServer::Fetch { id, at, step } => Some((id, at, step)),
                _ => None,
            })
            .await;
        steps[id as usize].push((at, step));
    }
    for (steps, expected) in steps.iter().zip([200, 200, 404]) {
        let [
            (queued, FetchStep::Queued),
            (connecting, FetchStep::Connecting),
            (connected, FetchStep::Connected { .. }),
            (first, FetchStep::FirstByte),
            (
                done,
                FetchStep::Done {
                    status,
                    bytes,
                    head,
                    body,
                },
            ),
        ] = &steps[..]
        else {
            panic!("{steps:?}");
        };
        assert!(
            queued <= connecting && connecting <= connected && connected <= first && first <= done
        );
        assert_eq!(*status, Some(expected));
        assert_eq!(*bytes as usize, head.len() + 4 + body.len());
        if *status == Some(200) && first - connected > 200_000_000 {
            assert!(
                first - connected >= 300_000_000,
                "the first byte comes after the sleep"
            );
        }
    }
    page.say(&ToServer::Fetch {
        id: 9,
        target: "/ HTTP/1.1\r\nX: y".into(),
    })
    .await;
    let refused = page.wait_for(|message| match message {
        FromServer::Refused { id, .. } => Some(id),
        _ => None,
    });
    assert_eq!(refused.await, Some(9));
    servers.close().await;
}

#[tokio::test]
async fn a_terminal_is_a_connection() {
    let servers = start("a_terminal_is_a_connection").await;
    for path in [TERMINAL_PATH, THREADS_TERMINAL_PATH] {
        let mut terminal = Page::open(&servers, path).await;
        assert!(matches!(
            terminal.hear().await,
            Some(FromTerminal::Opened { .. })
        ));
        let sent = bytes(50_000);
        terminal.say(&ToTerminal::Bytes(sent.clone())).await;
        terminal.say(&ToTerminal::Finish).await;
        let mut back = Vec::new();
        loop {
            match terminal.hear().await {
                Some(FromTerminal::Bytes { bytes, .. }) => back.extend(bytes),
                Some(FromTerminal::Closed { why, .. }) => break assert_eq!(why, None),
                other => panic!("{other:?}"),
            }
        }
        assert!(back == sent);
        assert_eq!(terminal.hear::<FromTerminal>().await, None);
    }
    servers.close().await;
}

#[tokio::test]
async fn sleepers_are_measured_in_a_process_of_their_own() {
    let servers = start("sleepers_are_measured").await;
    let (mut page, _) = Page::hello(&servers, None).await;
    let mut resident = Vec::new();
    for (id, what) in [(1, Sleepers::Tasks), (2, Sleepers::Threads)] {
        page.say(&ToServer::Measure {
            id,
            what,
            count: 200,
        })
        .await;
        let measured = page.wait_for(|message| match message {
            FromServer::Measured { id: i, result } if i == id => Some(result),
            _ => None,
        });
        let measured = measured.await.unwrap();
        assert_eq!(
            (measured.what, measured.count, measured.refused),
            (what, 200, None)
        );
        assert!(measured.start_nanos > 0);
        resident.extend(measured.resident);
    }
    if let [tasks, threads] = resident[..] {
        assert!(
            tasks < threads,
            "200 tasks: {tasks} bytes, 200 threads: {threads}"
        );
    }
    let count = SLEEPERS + 1;
    page.say(&ToServer::Measure {
        id: 3,
        what: Sleepers::Threads,
        count,
    })
    .await;
    let refused = page.wait_for(|message| match message {
        FromServer::Measured { id: 3, result } => Some(result),
        _ => None,
    });
    assert!(refused.await.is_err());
    servers.close().await;
}

#[tokio::test]
async fn sockets_are_for_our_own_page_and_bounded() {
    let servers = start("sockets_are_for_our_own_page").await;
    for origin in ["http://evil.example", "null", "http://127.0.0.1:1"] {
        for path in [PATH, TERMINAL_PATH] {
            let refused = Page::open_from(&servers, path, origin).await;
            let Err(tungstenite::Error::Http(answer)) = refused else {
                panic!("{origin} was let in");
            };
            assert_eq!(answer.status(), 403);
        }
    }
    // A page of another version is told so.
    let mut old = Page::open(&servers, PATH).await;
    let (version, resume) = (VERSION + 1, None);
    old.say(&ToServer::Hello { version, resume }).await;
    assert!(matches!(old.hear().await, Some(FromServer::Refused { .. })));
    assert_eq!(old.hear::<FromServer>().await, None);
    // What is not understood, or too large, ends the socket.
    let (mut babbling, _) = Page::hello(&servers, None).await;
    babbling
        .0
        .send(Message::Binary(vec![0xff; 9].into()))
        .await
        .unwrap();
    while babbling.hear::<FromServer>().await.is_some() {}
    let (mut large, _) = Page::hello(&servers, None).await;
    let _ = large
        .0
        .send(Message::Binary(vec![0; MESSAGE + 1].into()))
        .await;
    while large.hear::<FromServer>().await.is_some() {}
    // Too much at once is refused, not queued without end.
    let (mut greedy, _) = Page::hello(&servers, None).await;
    for id in 0..2 * FETCHES as u32 {
        let target = "/nowhere".to_owned();
        greedy.say(&ToServer::Fetch { id, target }).await;
    }
    let refused = greedy.wait_for(|message| match message {
        FromServer::Refused { id, .. } => id,
        _ => None,
    });
    assert!(refused.await as usize >= FETCHES / 2);
    servers.close().await;
}

#[tokio::test]
async fn closing_is_told_to_pages_and_terminals() {
    let servers = start("closing_is_told").await;
    let (mut page, _) = Page::hello(&servers, None).await;
    let mut terminal = Page::open(&servers, TERMINAL_PATH).await;
    assert!(matches!(
        terminal.hear().await,
        Some(FromTerminal::Opened { .. })
    ));
    let closing = tokio::spawn(servers.close());
    page.wait_for(|message| (message == FromServer::Closing).then_some(()))
        .await;
    assert_eq!(page.hear::<FromServer>().await, None);
    assert!(matches!(
        terminal.hear().await,
        Some(FromTerminal::Closed { .. })
    ));
    soon(closing).await.unwrap();
}
