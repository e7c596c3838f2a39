//! Who may use the server: pages that it served itself, and those of sites that the visitor named.
//!
//! A page of another site can make a browser send requests here. Two checks keep it out. The Host must
//! be ours: a name that somebody else can point at this machine (DNS rebinding) is not. The Origin, where
//! there is one, must be the site that the Host names.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::net::IpAddr;
use std::sync::Arc;

/// What the visitor told us of who may use the server.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Hosts that we answer to besides addresses and `localhost`.
    pub names: Vec<String>,
    /// Sites whose pages may use the server as our own does, such as `https://lessons.example`.
    pub origins: Vec<String>,
}

/// Middleware: refuses requests from elsewhere.
pub async fn refuse_others(
    State(told): State<Arc<Told>>,
    request: Request,
    next: Next,
) -> Response {
    match check(request.headers(), &told) {
        Ok(()) => next.run(request).await,
        Err(why) => (StatusCode::FORBIDDEN, why).into_response(),
    }
}

fn check(headers: &HeaderMap, told: &Told) -> Result<(), &'static str> {
    let text = |name| {
        let mut values = headers.get_all(name).iter();
        let first = values.next().map(|value| value.to_str().unwrap_or("?"));
        // Two of them are two opinions.
        if values.next().is_some() {
            Some("?")
        } else {
            first
        }
    };
    let host = text(header::HOST).unwrap_or_default();
    if !is_ours(host, &told.names) {
        return Err("This server does not answer to that Host: see --host.\n");
    }
    let origin = text(header::ORIGIN);
    let welcome = |origin: &str| {
        told.origins
            .iter()
            .any(|it| it.eq_ignore_ascii_case(origin))
    };
    if origin.is_some_and(welcome) {
        return Ok(());
    }
    if origin.is_some_and(|origin| !is_same_site(origin, host)) {
        return Err("Pages of other sites may not use this server: see --origin.\n");
    }
    // What no Origin tells: scripts and images. A link from another site to the page is welcome.
    let of_another_site = headers
        .get("sec-fetch-site")
        .is_some_and(|s| s == "cross-site");
    let by_a_link = headers
        .get("sec-fetch-mode")
        .is_some_and(|m| m == "navigate");
    if of_another_site && !by_a_link {
        return Err("Pages of other sites may not use this server.\n");
    }
    Ok(())
}

/// Whether a Host cannot be somebody else's name for us: an address, `localhost`, or a name given to us.
pub fn is_ours(host: &str, names: &[String]) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        // A colon within brackets belongs to the address.
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return false;
    }
    let address = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
        .unwrap_or(name);
    address.parse::<IpAddr>().is_ok()
        || name.eq_ignore_ascii_case("localhost")
        || names.iter().any(|ours| name.eq_ignore_ascii_case(ours))
}

/// Whether an Origin is the site that the Host names; behind a proxy it may be encrypted.
pub fn is_same_site(origin: &str, host: &str) -> bool {
    origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"))
        .is_some_and(|origin| !host.is_empty() && origin.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_others_can_point_here_are_refused() {
        for ours in [
            "127.0.0.1:8000",
            "localhost:8000",
            "LOCALHOST",
            "[::1]:8000",
            "[::1]",
            "192.168.1.2:80",
            "lab.example:1",
        ] {
            assert!(is_ours(ours, &["lab.example".into()]), "{ours}");
        }
        for other in [
            "",
            "example.org",
            "127.0.0.1.example.org:8000",
            "localhost.example.org",
            "127.0.0.1:port",
            "?",
        ] {
            assert!(!is_ours(other, &[]), "{other}");
        }
    }

    #[test]
    fn a_site_that_was_named_may_use_the_server() {
        let told = Told {
            origins: vec!["https://lessons.example".into()],
            ..Told::default()
        };
        let from = |host: &str, origin: &str| {
            let mut headers = HeaderMap::new();
            for (name, value) in [
                ("host", host),
                ("origin", origin),
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-mode", "websocket"),
            ] {
                headers.insert(name, value.parse().unwrap());
            }
            check(&headers, &told).is_ok()
        };
        assert!(from("127.0.0.1:8000", "https://lessons.example"));
        for other in [
            "http://lessons.example",
            "https://lessons.example:1",
            "null",
        ] {
            assert!(!from("127.0.0.1:8000", other), "{other}");
        }
        // By a name that somebody else can point here, it may not.
        assert!(!from("lessons.example", "https://lessons.example"));
    }

    #[test]
    fn another_origin_is_refused() {
        assert!(is_same_site("http://127.0.0.1:8000", "127.0.0.1:8000"));
        for other in ["null", "http://127.0.0.1:8001", "http://localhost:8000", ""] {
            assert!(!is_same_site(other, "127.0.0.1:8000"), "{other}");
        }
        assert!(!is_same_site("http://", ""));
    }
}
