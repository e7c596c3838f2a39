//! The site's files: right types, packed where a packed file lies beside, and how long to keep each.
//! They come from a folder, or from this program itself.

mod embedded;

use crate::{Error, csp};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_http::services::ServeDir;

/// Where the site's files are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Site {
    Folder(PathBuf),
    /// In this program: see `build.rs`.
    Embedded,
}

impl Site {
    /// The site in this program, if it was built with one.
    pub fn embedded() -> Option<Site> {
        embedded::is_there().then_some(Site::Embedded)
    }

    /// Serves the files.
    pub fn routes(&self) -> Result<Router, Error> {
        let router = match self {
            Site::Embedded => embedded::routes(),
            Site::Folder(folder) => {
                if !folder.join("index.html").is_file() {
                    return Err(Error::NoSite(folder.display().to_string()));
                }
                from(folder)
            }
        };
        Ok(router.layer(middleware::from_fn(headers)))
    }
}

fn from(folder: &Path) -> Router {
    let files = ServeDir::new(folder)
        .precompressed_br()
        .append_index_html_on_directories(false);
    Router::new()
        .route("/", get(page))
        .route("/index.html", get(page))
        .with_state(Arc::from(folder))
        .fallback_service(files)
}

/// `index.html` is read each time: the site may be built anew while we run.
async fn page(State(folder): State<Arc<Path>>, headers: HeaderMap) -> Response {
    let path: PathBuf = folder.join("index.html");
    match tokio::fs::read_to_string(&path).await {
        Ok(html) => with_policy(&headers, html),
        Err(error) => (
            StatusCode::NOT_FOUND,
            format!("{}: {error}", path.display()),
        )
            .into_response(),
    }
}

/// The page, with a policy that names the scripts in it.
fn with_policy(asked: &HeaderMap, html: String) -> Response {
    let host = asked.get(header::HOST).and_then(|host| host.to_str().ok());
    let mut headers = HeaderMap::new();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    if let Ok(policy) = HeaderValue::from_str(&csp::policy(&html, host.unwrap_or("127.0.0.1"))) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    (headers, html).into_response()
}

/// What every answer carries.
async fn headers(request: Request, next: Next) -> Response {
    let keep = keep(request.uri());
    let mut response = next.run(request).await;
    let success = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    if success {
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static(keep));
    }
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    headers.insert(
        "cross-origin-opener-policy",
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "cross-origin-embedder-policy",
        HeaderValue::from_static("require-corp"),
    );
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    response
}

/// A file whose name carries a hash of its contents never changes; any other is asked for anew, and
/// answered shortly when it is the same.
fn keep(uri: &Uri) -> &'static str {
    let name = uri.path().rsplit('/').next().unwrap_or_default();
    if has_hash(name) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// Trunk writes sixteen or so hexadecimal digits after a hyphen: `app-0123456789abcdef_bg.wasm`.
fn has_hash(name: &str) -> bool {
    name.split(['-', '_', '.']).skip(1).any(|part| {
        part.len() >= 15
            && part
                .chars()
                .all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c))
    })
}

#[cfg(test)]
mod tests {
    use super::has_hash;

    #[test]
    fn hashes_are_told_from_words() {
        for name in [
            "app-0123456789abcdef.js",
            "app-0123456789abcdef_bg.wasm",
            "tokens-a1b2c3d4e5f60718.css",
        ] {
            assert!(has_hash(name), "{name}");
        }
        for name in [
            "runner.js",
            "runner_bg.wasm",
            "index.html",
            "source-serif-4-italic.woff2",
            "0123456789abcdef",
        ] {
            assert!(!has_hash(name), "{name}");
        }
    }
}
