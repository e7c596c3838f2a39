//! The web server around the site and the page's sockets: who may use it, for how long, and its end.

use crate::connections::{self, Closing, Places};
use crate::guard;
use crate::stuck::NeverStuck;
use axum::Router;
use axum::middleware;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// Connections at once; a browser opens six to a site, and one for each socket.
const CONNECTIONS: u32 = 512;
/// A request's head must have come within this time, and some of an answer been taken; an idle connection is
/// kept as long.
const PATIENCE: Duration = Duration::from_secs(15);
/// Bytes of a request's head, and of what is buffered for a connection.
const HEAD: usize = 64 * 1024;
/// Once the server closes, an answer that is under way has this time.
const FINISH: Duration = Duration::from_secs(2);

/// How the web server behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    pub told: guard::Told,
    pub patience: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            told: guard::Told::default(),
            patience: PATIENCE,
        }
    }
}

/// Serves until the server closes; answers that are under way are finished.
pub async fn run(listener: TcpListener, router: Router, settings: Settings, closing: Closing) {
    let told = Arc::new(settings.told);
    let router = router.layer(middleware::from_fn_with_state(told, guard::refuse_others));
    let places = Places::new(CONNECTIONS);
    while let Some((stream, place)) = connections::accept(&listener, &places, &closing).await {
        let (router, closing) = (router.clone(), closing.clone());
        tokio::spawn(async move {
            serve(stream, router, settings.patience, closing).await;
            drop(place);
        });
    }
    places.all_free(FINISH).await;
}

/// Serves one connection. It breaking off is the other side's affair.
async fn serve(stream: TcpStream, router: Router, patience: Duration, closing: Closing) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_buf_size(HEAD)
        .serve_connection(
            TokioIo::new(NeverStuck::new(stream, patience)),
            TowerToHyperService::new(router),
        )
        .with_upgrades();
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => {}
        () = closing.asked() => {
            connection.as_mut().graceful_shutdown();
            let _ = timeout(FINISH, connection).await;
        }
    }
}
