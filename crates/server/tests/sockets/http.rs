//! The HTTP server: raw bytes in, raw bytes out.

use super::*;
use protocol::live::HttpMode;
use server::http::{self, Settings};
use std::time::Instant;

fn settings(mode: HttpMode) -> Settings {
    let settings = Settings {
        sleep: Duration::from_millis(400),
        patience: Duration::from_millis(500),
        ..Settings::default()
    };
    settings.mode.send_replace(mode);
    settings
}

async fn http_server(settings: &Settings) -> Running {
    let settings = settings.clone();
    Running::start(|listener, closing| http::run(listener, settings, Story::default(), closing))
        .await
}

/// Sends the pieces, and returns the whole answer.
async fn exchange(server: &Running, pieces: &[&[u8]]) -> String {
    let mut stream = server.connect().await;
    stream.set_nodelay(true).unwrap();
    for piece in pieces {
        // The server may have answered and closed already.
        if stream.write_all(piece).await.is_err() {
            break;
        }
        tokio::task::yield_now().await;
    }
    String::from_utf8_lossy(&all(&mut stream).await).into_owned()
}

/// The status, after checking that the answer is whole.
fn status(answer: &str) -> &str {
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("Content-Length: "));
    assert_eq!(length, Some(body.len().to_string().as_str()), "{head}");
    head.split(' ').nth(1).unwrap()
}

async fn get(server: &Running, path: &str) -> String {
    exchange(
        server,
        &[format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes()],
    )
    .await
}

#[tokio::test]
async fn the_three_answers() {
    let server = http_server(&settings(HttpMode::Spawn)).await;
    let hello = get(&server, "/").await;
    assert!(hello.starts_with("HTTP/1.1 200 OK\r\n") && hello.contains("<h1>Hello!</h1>"));
    assert_eq!(status(&hello), "200");
    let start = Instant::now();
    assert_eq!(status(&get(&server, "/sleep").await), "200");
    assert!(start.elapsed() >= Duration::from_millis(400));
    let missing = get(&server, "/nowhere").await;
    assert!(missing.starts_with("HTTP/1.1 404 NOT FOUND\r\n") && missing.contains("Oops!"));
    assert_eq!(status(&missing), "404");
    assert_eq!(
        status(&exchange(&server, &[b"POST / HTTP/1.1\r\n\r\n"]).await),
        "404"
    );
    server.close().await;
}

#[tokio::test]
async fn pieces_and_pipelines_are_one_request() {
    let server = http_server(&settings(HttpMode::Spawn)).await;
    let request = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    let bytes: Vec<&[u8]> = request.chunks(1).collect();
    assert_eq!(status(&exchange(&server, &bytes).await), "200");
    // The first of several is answered, and the answer says that the connection closes.
    let answer = exchange(&server, &[&request.repeat(3)]).await;
    assert_eq!(status(&answer), "200");
    assert!(answer.contains("Connection: close\r\n"));
    // As a person types it in netcat.
    assert_eq!(
        status(&exchange(&server, &[b"GET / HTTP/1.1\n\n"]).await),
        "200"
    );
    server.close().await;
}

#[tokio::test]
async fn what_is_no_request_is_refused() {
    let server = http_server(&settings(HttpMode::Spawn)).await;
    let malformed: [&[u8]; 5] = [
        b"hello\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03",
        b"\0\0\0\0",
        b"GET /\xff\xfe HTTP/1.1\r\n\r\n",
    ];
    for request in malformed {
        assert_eq!(
            status(&exchange(&server, &[request]).await),
            "400",
            "{request:?}"
        );
    }
    let endless = [b"GET /".to_vec(), vec![b'a'; 1 << 20]].concat();
    assert_eq!(status(&exchange(&server, &[&endless]).await), "413");
    let long = b"POST / HTTP/1.1\r\nContent-Length: 999999999999\r\n\r\n";
    assert_eq!(status(&exchange(&server, &[long]).await), "413");
    // A name that somebody else points at this machine, and a page of another site.
    for line in [
        "Host: evil.example",
        "Host: localhost\r\nOrigin: http://evil.example",
    ] {
        let request = format!("GET / HTTP/1.1\r\n{line}\r\n\r\n");
        assert_eq!(
            status(&exchange(&server, &[request.as_bytes()]).await),
            "403"
        );
    }
    assert_eq!(status(&get(&server, "/").await), "200");
    server.close().await;
}

#[tokio::test]
async fn who_is_slow_is_told_and_delays_nobody_for_long() {
    for mode in [HttpMode::Spawn, HttpMode::OneAtATime] {
        let server = http_server(&settings(mode)).await;
        let mut slow = server.connect().await;
        slow.write_all(b"GET / HT").await.unwrap();
        let mut silent = server.connect().await;
        assert_eq!(status(&get(&server, "/").await), "200");
        for stream in [&mut slow, &mut silent] {
            let answer = all(stream).await;
            assert_eq!(status(&String::from_utf8(answer).unwrap()), "408");
        }
        server.close().await;
    }
}

#[tokio::test]
async fn one_at_a_time_or_a_task_each_as_the_visitor_switches() {
    let settings = settings(HttpMode::OneAtATime);
    let server = http_server(&settings).await;
    let both = async || {
        let start = Instant::now();
        tokio::join!(get(&server, "/sleep"), get(&server, "/sleep"));
        start.elapsed()
    };
    assert!(both().await >= Duration::from_millis(800));
    settings.mode.send_replace(HttpMode::Spawn);
    let together = both().await;
    assert!(together < Duration::from_millis(800), "{together:?}");
    server.close().await;
}

#[tokio::test]
async fn closing_answers_who_waits() {
    for mode in [HttpMode::Spawn, HttpMode::OneAtATime] {
        let server = http_server(&settings(mode)).await;
        let request = b"GET /sleep HTTP/1.1\r\n\r\n";
        let mut waiting = server.connect().await;
        waiting.write_all(request).await.unwrap();
        let mut queued = server.connect().await;
        queued.write_all(request).await.unwrap();
        server.close.ask();
        for stream in [&mut waiting, &mut queued] {
            let answer = all(stream).await;
            assert_eq!(status(&String::from_utf8(answer).unwrap()), "200");
        }
        soon(server.task).await.unwrap();
    }
}

#[tokio::test]
async fn who_leaves_without_a_word_is_forgotten() {
    let server = http_server(&settings(HttpMode::OneAtATime)).await;
    for _ in 0..50 {
        drop(server.connect().await);
        reset(server.connect().await);
    }
    assert_eq!(status(&get(&server, "/").await), "200");
    server.close().await;
}
