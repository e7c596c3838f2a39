//! The page's view of the server, without a server.

use super::*;
use crate::timeline::sample;
use protocol::live::{LiveTask, Server, VERSION};
use trace::{DropHow, Kind, Outcome, TaskId};

fn welcome(instance: u64) -> News {
    let server = |which, address: &str| Server {
        which,
        address: Ok(address.into()),
    };
    News::Server(FromServer::Welcome(Welcome {
        version: VERSION,
        instance,
        servers: vec![
            server(Which::Echo, "127.0.0.1:8080"),
            Server {
                which: Which::Http,
                address: Err("port 7878 is in use by another program".into()),
            },
        ],
        mode: HttpMode::Spawn,
        sleep_millis: 5000,
    }))
}

fn snapshot(next: u64, missed: u64) -> News {
    News::Server(FromServer::Snapshot(Snapshot {
        next,
        at: 600 * sample::MS,
        missed,
        tasks: vec![LiveTask {
            task: TaskId(1),
            parent: None,
            kind: TaskKind::Spawned,
            name: "echo server".into(),
            since: 0,
            polled_by: None,
        }],
        unlisted: 0,
        threads: vec![],
    }))
}

fn live() -> Live {
    let mut live = Live::new(false);
    for news in [News::Looking, welcome(1), snapshot(0, 0)] {
        live.apply(Action::News(news));
    }
    live
}

/// A connection's task, from its spawn to its end.
fn connection(number: u32) -> Vec<Event> {
    let at = (1000 + u64::from(number)) * sample::MS;
    let name = format!("connection from 127.0.0.1:{number}");
    [
        sample::spawn(number, Some(1), TaskKind::Spawned, &name),
        sample::start(number),
        sample::end(number, Outcome::Ready),
        Kind::Dropped {
            task: TaskId(number),
            how: DropHow::Completed,
        },
    ]
    .map(|kind| sample::event(at, 2, kind))
    .into()
}

#[test]
fn the_servers_tasks_are_there_from_the_beginning_and_new_events_are_followed() {
    let mut live = live();
    assert!(live.is_live() && live.port(Which::Echo) == Some(8080));
    assert!(live.port(Which::Http).is_none() && live.address(Which::Http).is_some());
    assert_eq!(live.tape.read().model.lane_named("echo server"), Some(0));
    live.apply(Action::News(News::Events(connection(2))));
    assert_eq!((live.tape.len(), live.player.position), (5, 5));
    live.apply(Action::Step(-1));
    live.apply(Action::News(News::Events(connection(3))));
    assert_eq!((live.following, live.player.position), (false, 4));
    live.apply(Action::Follow(true));
    assert_eq!(live.player.position, 9);
}

#[test]
fn the_recording_is_bounded_and_says_what_it_dropped() {
    let mut live = live();
    let mut sent = 0;
    for number in 2..20_000 {
        let events = connection(number);
        sent += events.len() as u64;
        live.apply(Action::News(News::Events(events)));
        assert!(live.tape.len() <= KEPT + KEPT / 4 + 8);
        assert!(live.tape.read().model.lanes.len() <= ENDED + 8);
    }
    let shown = u64::from(live.tape.len() - 1);
    assert_eq!(live.dropped + shown, sent);
    assert_eq!(live.player.position, live.tape.len());
    live.apply(Action::Clear);
    assert_eq!((live.tape.len(), live.dropped), (1, sent));
    let names: Vec<_> = live
        .tape
        .read()
        .model
        .lanes
        .iter()
        .map(|it| it.name.clone())
        .collect();
    assert_eq!(names, ["echo server"]);
}

#[test]
fn a_place_that_is_looked_at_moves_with_what_is_kept() {
    let mut live = live();
    live.apply(Action::News(News::Events(connection(2))));
    let mut sleeper = connection(3);
    sleeper.truncate(2);
    live.apply(Action::News(News::Events(sleeper)));
    live.apply(Action::Seek(7));
    let told = |live: &Live| {
        let reel = live.tape.read();
        let current = live.player.current().unwrap();
        crate::timeline::words::sentence(&reel.model, current)
    };
    let before = told(&live);
    live.drop_oldest(4);
    assert_eq!(told(&live), before);
}

#[test]
fn a_server_that_was_started_anew_tells_another_story() {
    let mut live = live();
    live.apply(Action::News(News::Events(connection(2))));
    live.apply(Action::Visit(Visit::Connect {
        connection: 1,
        port: 8080,
    }));
    let targets = vec!["/sleep".to_owned(); 3];
    let first = live.next_id();
    live.apply(Action::Fetch { first, targets });
    live.apply(Action::Measure(100));
    let missing = News::Missing {
        why: None,
        again: 1,
    };
    live.apply(Action::News(missing));
    assert!(live.network.terminals[0].is_over() && live.requests.bursts[0].is_over());
    assert!(live.sleepers.iter().all(|it| it.result.is_some()));
    // It came back, and knows what was missed.
    live.apply(Action::News(welcome(1)));
    live.apply(Action::News(snapshot(9000, 8000)));
    assert_eq!((live.missed, live.dropped), (8000, 4));
    // It was started anew.
    live.apply(Action::News(welcome(2)));
    assert!(live.tape.is_empty());
    live.apply(Action::News(snapshot(0, 0)));
    assert_eq!((live.missed, live.dropped, live.tape.len()), (0, 0, 1));
}

#[test]
fn sleepers_are_measured_one_kind_after_the_other() {
    let mut live = live();
    live.apply(Action::Measure(1000));
    let (id, what, count) = live.due().unwrap();
    assert_eq!((what, count), (Sleepers::Tasks, 1000));
    live.apply(Action::Asked(id));
    assert_eq!(live.due(), None);
    let result = Ok(Measured {
        what,
        count,
        start_nanos: 1,
        resident: None,
        refused: None,
    });
    let measured = FromServer::Measured { id, result };
    live.apply(Action::News(News::Server(measured)));
    assert_eq!(live.due().unwrap().1, Sleepers::Threads);
    for _ in 0..20 {
        live.apply(Action::Measure(1));
    }
    assert_eq!(live.sleepers.len(), MEASURED);
}

#[test]
fn what_the_server_refuses_is_told_where_it_belongs() {
    let mut live = live();
    let first = live.next_id();
    let targets = vec!["no path".to_owned()];
    live.apply(Action::Fetch { first, targets });
    let refused = |id| {
        let why = "not a path".to_owned();
        Action::News(News::Server(FromServer::Refused { id, why }))
    };
    live.apply(refused(Some(first)));
    assert_eq!(
        live.bursts().next().unwrap().requests[0].answer,
        Some(Err("not a path".into()))
    );
    live.apply(refused(None));
    assert_eq!(live.refused.as_deref(), Some("not a path"));
    assert_eq!(live.next_id(), first + 1);
}
