//! A request to the HTTP server on behalf of a page, with the time of each step.

use super::Shared;
use protocol::live::{BODY, FetchStep, FromServer, Which};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc};
use tokio::time::timeout;

/// One at a time, 64 requests to `/sleep` take minutes; nobody waits longer.
const WITHIN: Duration = Duration::from_secs(600);
/// Bytes of a path at most.
const TARGET: usize = 1024;

/// Whether it can stand in a request's first line.
pub fn is_target(target: &str) -> bool {
    target.starts_with('/')
        && target.len() <= TARGET
        && target.bytes().all(|byte| byte.is_ascii_graphic())
}

pub async fn fetch(
    live: Arc<Shared>,
    turns: Arc<Semaphore>,
    id: u32,
    target: String,
    answer: mpsc::Sender<FromServer>,
) {
    let tell = async |step: FetchStep| {
        let at = live.story.now();
        // A page that has gone ends this task.
        let _ = answer.send(FromServer::Fetch { id, at, step }).await;
    };
    tell(FetchStep::Queued).await;
    let Ok(_turn) = turns.acquire().await else {
        return;
    };
    let steps = async {
        let address = live.address(Which::Http)?;
        tell(FetchStep::Connecting).await;
        let words = |error: io::Error| error.to_string();
        let mut stream = TcpStream::connect(address).await.map_err(words)?;
        let local = stream.local_addr().map_err(words)?.to_string();
        tell(FetchStep::Connected { local }).await;
        let request =
            format!("GET {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.map_err(words)?;
        let mut received = Vec::new();
        let mut bytes = stream.read_buf(&mut received).await.map_err(words)? as u64;
        tell(FetchStep::FirstByte).await;
        let mut more = [0; 4096];
        loop {
            let read = stream.read(&mut more).await.map_err(words)?;
            if read == 0 {
                break;
            }
            bytes += read as u64;
            let room = (2 * BODY).saturating_sub(received.len());
            received.extend_from_slice(&more[..read.min(room)]);
        }
        Ok(done(&received, bytes))
    };
    let step = match timeout(WITHIN, steps).await {
        Ok(Ok(done)) => done,
        Ok(Err(why)) => FetchStep::Failed { why },
        Err(_) => FetchStep::Failed {
            why: "it took too long".to_owned(),
        },
    };
    tell(step).await;
}

fn done(received: &[u8], bytes: u64) -> FetchStep {
    let end = received.windows(4).position(|four| four == b"\r\n\r\n");
    let (head, body) = match end {
        Some(end) => (&received[..end], &received[end + 4..]),
        None => (received, &[][..]),
    };
    let head = String::from_utf8_lossy(head).into_owned();
    FetchStep::Done {
        status: head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok()),
        bytes,
        body: body[..body.len().min(BODY)].to_vec(),
        head,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_smuggle_a_second_line() {
        assert!(is_target("/") && is_target("/a?b=c%20d"));
        for bad in [
            "",
            "a",
            "/a b",
            "/\r\nHost: x",
            "/\u{e9}",
            "http://example.org/",
        ] {
            assert!(!is_target(bad), "{bad:?}");
        }
        assert!(!is_target(&"/".repeat(TARGET + 1)));
    }

    #[test]
    fn an_answer_is_taken_apart() {
        let FetchStep::Done {
            status, head, body, ..
        } = done(b"HTTP/1.1 404 NOT FOUND\r\na: b\r\n\r\nhi", 34)
        else {
            panic!("it is done");
        };
        assert_eq!((status, body.as_slice()), (Some(404), &b"hi"[..]));
        assert!(head.ends_with("a: b"));
        assert!(matches!(done(b"", 0), FetchStep::Done { status: None, .. }));
    }
}
