//! The site in this program: one file that does all.

use super::with_policy;
use axum::Router;
use axum::extract::State;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

struct File {
    name: &'static str,
    bytes: &'static [u8],
    /// With brotli.
    packed: Option<&'static [u8]>,
}

static FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/site.rs"));

/// By path, such as `/index.html`; with a tag that changes with the contents.
type Table = HashMap<String, (&'static File, HeaderValue)>;

pub fn is_there() -> bool {
    !FILES.is_empty()
}

pub fn routes() -> Router {
    Router::new()
        .fallback(file)
        .with_state(Arc::new(table(FILES)))
}

fn table(files: &'static [File]) -> Table {
    let entry = |file: &'static File| {
        let hash = URL_SAFE_NO_PAD.encode(&Sha256::digest(file.bytes)[..12]);
        let tag = HeaderValue::from_str(&format!("\"{hash}\"")).ok()?;
        Some((format!("/{}", file.name), (file, tag)))
    };
    files.iter().filter_map(entry).collect()
}

async fn file(
    State(table): State<Arc<Table>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    answer(&table, &method, uri.path(), &headers)
}

fn answer(table: &Table, method: &Method, path: &str, asked: &HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = if path == "/" { "/index.html" } else { path };
    let Some((file, tag)) = table.get(path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if path == "/index.html" {
        // Its headers depend on the host: always whole.
        return with_policy(asked, String::from_utf8_lossy(file.bytes).into_owned());
    }
    let mut headers = HeaderMap::new();
    headers.insert(header::ETAG, tag.clone());
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if asked.get(header::IF_NONE_MATCH) == Some(tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    if let Ok(kind) = HeaderValue::from_str(kind.as_ref()) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    let bytes = match file.packed {
        Some(packed) if can_unpack(asked) => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            packed
        }
        _ => file.bytes,
    };
    (headers, bytes).into_response()
}

fn can_unpack(asked: &HeaderMap) -> bool {
    let accepted = asked.get(header::ACCEPT_ENCODING);
    let accepted = accepted.and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| {
        accepted.split(',').any(|one| {
            let (name, quality) = one.split_once(';').unwrap_or((one, ""));
            let never = quality
                .trim()
                .strip_prefix("q=")
                .is_some_and(|q| q.parse() == Ok(0.0));
            name.trim() == "br" && !never
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    static SITE: &[File] = &[
        File {
            name: "index.html",
            bytes: b"<script>a()</script>",
            packed: None,
        },
        File {
            name: "a/app.wasm",
            bytes: b"\0asm",
            packed: Some(b"packed"),
        },
    ];

    fn get(path: &str, headers: &[(header::HeaderName, &'static str)]) -> Response {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
            .collect();
        answer(&table(SITE), &Method::GET, path, &headers)
    }

    #[test]
    fn files_are_found_by_their_names_only() {
        for path in ["/", "/index.html"] {
            let page = get(path, &[]);
            let policy = &page.headers()[header::CONTENT_SECURITY_POLICY];
            assert!(policy.to_str().unwrap().contains("'sha256-"));
        }
        for path in ["/a", "/a/", "/a/../index.html", "//index.html", "/index"] {
            assert_eq!(get(path, &[]).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn packed_and_unchanged_files_are_told() {
        let packed = get(
            "/a/app.wasm",
            &[(header::ACCEPT_ENCODING, "gzip, br;q=0.5")],
        );
        assert_eq!(packed.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(packed.headers()[header::CONTENT_TYPE], "application/wasm");
        for accepts in ["gzip", "br;q=0", ""] {
            let plain = get("/a/app.wasm", &[(header::ACCEPT_ENCODING, accepts)]);
            assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
        }
        let tag = packed.headers()[header::ETAG].clone();
        let mut asked = HeaderMap::new();
        asked.insert(header::IF_NONE_MATCH, tag);
        let again = answer(&table(SITE), &Method::GET, "/a/app.wasm", &asked);
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn nothing_can_be_written() {
        let answer = answer(&table(SITE), &Method::PUT, "/", &HeaderMap::new());
        assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    }
}
