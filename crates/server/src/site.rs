//! The site's files: right types, packed where a packed file lies beside, and how long to keep each.

use crate::{Error, csp, echo};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

/// Serves the files of a folder until `shutdown` is done. With `echo`, what that server's tasks did
/// is told at `/live/echo.txt`.
pub async fn run(
    listener: TcpListener,
    folder: &Path,
    echo: Option<echo::Story>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    if !folder.join("index.html").is_file() {
        return Err(Error::NoSite(folder.display().to_string()));
    }
    axum::serve(listener, router(folder, echo))
        .with_graceful_shutdown(shutdown)
        .await?;
    Ok(())
}

fn router(folder: &Path, echo: Option<echo::Story>) -> Router {
    let folder: Arc<Path> = folder.into();
    let files = ServeDir::new(&folder)
        .precompressed_br()
        .append_index_html_on_directories(false);
    let mut router = Router::new()
        .route("/", get(page))
        .route("/index.html", get(page))
        .with_state(folder)
        .fallback_service(files);
    if let Some(story) = echo {
        let told = move || async move {
            (
                [(header::CACHE_CONTROL, "no-store")],
                story.since_last_asked(),
            )
        };
        router = router.route("/live/echo.txt", get(told));
    }
    router.layer(middleware::from_fn(headers))
}

/// `index.html`, with a policy that names the scripts in it. It is read each time: the site may be
/// built anew while we run.
async fn page(State(folder): State<Arc<Path>>) -> Response {
    let path: PathBuf = folder.join("index.html");
    match tokio::fs::read_to_string(&path).await {
        Ok(html) => {
            let mut headers = HeaderMap::new();
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            );
            if let Ok(policy) = HeaderValue::from_str(&csp::policy(&html)) {
                headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            (headers, html).into_response()
        }
        Err(error) => (
            StatusCode::NOT_FOUND,
            format!("{}: {error}", path.display()),
        )
            .into_response(),
    }
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
