//! Reading a request's head, by hand: its first line and those that concern us. Its body is not read.

use crate::guard;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;

/// Bytes of a head at most.
pub const HEAD: usize = 8 * 1024;
/// Bytes of a body that a request may announce.
const BODY: u64 = 1024 * 1024;

#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    pub path: String,
}

/// Why a request is not answered as it wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Malformed,
    TooSlow,
    TooLarge,
    /// It comes from a page of another site, or names a host that we are not.
    Foreign,
    /// Whoever asked has left.
    Gone,
}

impl Refusal {
    pub fn status(self) -> &'static str {
        match self {
            Refusal::Malformed | Refusal::Gone => "400 BAD REQUEST",
            Refusal::TooSlow => "408 REQUEST TIMEOUT",
            Refusal::TooLarge => "413 CONTENT TOO LARGE",
            Refusal::Foreign => "403 FORBIDDEN",
        }
    }
}

impl Request {
    /// Reads up to the empty line that ends the head.
    pub async fn read(stream: &mut TcpStream) -> Result<Request, Refusal> {
        let mut head = Vec::new();
        loop {
            let Ok(read) = stream.read_buf(&mut head).await else {
                return Err(Refusal::Gone);
            };
            if let Some(end) = end_of_head(&head) {
                return Request::parse(&head[..end]);
            }
            if head.len() > HEAD {
                return Err(Refusal::TooLarge);
            }
            // Not even text: there is no use in waiting for the end.
            let text = |byte: &u8| *byte >= b' ' || matches!(byte, b'\r' | b'\n' | b'\t');
            if !head.iter().all(text) {
                return Err(Refusal::Malformed);
            }
            match read {
                0 if head.is_empty() => return Err(Refusal::Gone),
                0 => return Err(Refusal::Malformed),
                _ => {}
            }
        }
    }

    fn parse(head: &[u8]) -> Result<Request, Refusal> {
        if head.len() > HEAD {
            return Err(Refusal::TooLarge);
        }
        let head = std::str::from_utf8(head).map_err(|_| Refusal::Malformed)?;
        // By hand in netcat, a line ends in a line feed alone.
        let mut lines = head.lines();
        let first = lines.next().unwrap_or_default();
        let words: Vec<&str> = first.split(' ').collect();
        let [method, path, "HTTP/1.1" | "HTTP/1.0"] = words[..] else {
            return Err(Refusal::Malformed);
        };
        let is_method = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_method || !path.starts_with('/') {
            return Err(Refusal::Malformed);
        }
        let (mut host, mut origin) = (None, None);
        for line in lines {
            let (name, value) = line.split_once(':').ok_or(Refusal::Malformed)?;
            if name.is_empty() || name.contains([' ', '\t']) {
                return Err(Refusal::Malformed);
            }
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                // Two of them are two opinions about who we are.
                "host" if host.replace(value).is_some() => return Err(Refusal::Malformed),
                "origin" => origin = Some(value),
                "content-length" => {
                    let length: u64 = value.parse().map_err(|_| Refusal::Malformed)?;
                    if length > BODY {
                        return Err(Refusal::TooLarge);
                    }
                }
                _ => {}
            }
        }
        // A browser always names the host; a person with netcat need not.
        if host.is_some_and(|host| !guard::is_ours(host, &[]))
            || origin.is_some_and(|origin| !guard::is_same_site(origin, host.unwrap_or_default()))
        {
            return Err(Refusal::Foreign);
        }
        Ok(Request {
            method: method.to_owned(),
            path: path.to_owned(),
        })
    }
}

/// Where the head ends: after the line before the first empty one.
fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let ends =
        |at: &usize| bytes[at + 1..].starts_with(b"\n") || bytes[at + 1..].starts_with(b"\r\n");
    (0..bytes.len())
        .filter(|&at| bytes[at] == b'\n')
        .find(ends)
        .map(|end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(head: &str) -> Result<String, Refusal> {
        Request::parse(head.as_bytes())
            .map(|request| format!("{} {}", request.method, request.path))
    }

    #[test]
    fn well_formed_heads_are_understood() {
        assert_eq!(parse("GET / HTTP/1.1"), Ok("GET /".into()));
        assert_eq!(
            parse("POST /a?b HTTP/1.0\r\nHost: localhost:7878\r\nContent-Length: 3"),
            Ok("POST /a?b".into())
        );
        assert_eq!(
            parse("GET / HTTP/1.1\nhost: 127.0.0.1:7878\norigin: http://127.0.0.1:7878"),
            Ok("GET /".into())
        );
    }

    #[test]
    fn others_are_refused_with_the_reason() {
        for head in [
            "",
            "GET",
            "GET /",
            "GET  / HTTP/1.1",
            "get / HTTP/1.1",
            "GET / HTTP/2",
            "GET x HTTP/1.1",
            "GET / HTTP/1.1\r\nno colon",
            "GET / HTTP/1.1\r\n folded: line",
            "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost",
            "GET / HTTP/1.1\r\nContent-Length: many",
        ] {
            assert_eq!(parse(head), Err(Refusal::Malformed), "{head:?}");
        }
        let long = "GET / HTTP/1.1\r\nContent-Length: 99999999";
        assert_eq!(parse(long), Err(Refusal::TooLarge));
        for line in [
            "Host: example.org",
            "Host: localhost\r\nOrigin: https://example.org",
            "Origin: null",
        ] {
            let head = format!("GET / HTTP/1.1\r\n{line}");
            assert_eq!(parse(&head), Err(Refusal::Foreign), "{line}");
        }
    }

    #[test]
    fn the_head_ends_at_the_first_empty_line() {
        assert_eq!(end_of_head(b"a\r\n\r\nb"), Some(3));
        assert_eq!(end_of_head(b"a\n\nb\n\n"), Some(2));
        assert_eq!(end_of_head(b"a\r\n"), None);
        assert_eq!(end_of_head(b"a\nb\r"), None);
    }
}
