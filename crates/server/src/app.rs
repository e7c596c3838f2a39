//! All servers of a process together: started, told to the visitor, and closed.

use crate::connections::{Close, Closing, closing};
use crate::live::{Listening, Live};
use crate::measure::Measurements;
use crate::site::Site;
use crate::story::Story;
use crate::{Error, echo, http, listen, threads, web};
use protocol::live::Which;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

/// What the process is to do.
#[derive(Clone, Debug)]
pub struct Settings {
    pub site: Site,
    pub listen: IpAddr,
    pub port: u16,
    /// The servers of the lessons, if they are to run.
    pub demos: Option<Demos>,
    pub http: http::Settings,
    /// Connections of each echo server at once.
    pub connections: u32,
    pub web: web::Settings,
    /// This program, which measures sleepers.
    pub program: PathBuf,
}

/// Ports of the lessons' servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demos {
    pub echo: u16,
    pub http: u16,
    pub threads: u16,
}

impl Default for Demos {
    fn default() -> Self {
        Demos {
            echo: echo::PORT,
            http: http::PORT,
            threads: threads::PORT,
        }
    }
}

impl Settings {
    pub fn new(site: Site, program: PathBuf) -> Self {
        Settings {
            site,
            listen: Ipv4Addr::LOCALHOST.into(),
            port: 8000,
            demos: None,
            http: http::Settings::default(),
            connections: 12_000,
            web: web::Settings::default(),
            program,
        }
    }
}

/// Servers that run.
pub struct Running {
    /// Of the site.
    pub address: SocketAddr,
    /// Of the lessons' servers, or why one does not run; empty if none is to.
    pub demos: Vec<(Which, Result<SocketAddr, String>)>,
    close: Close,
    all: JoinHandle<()>,
}

impl Running {
    /// Stops accepting, finishes what was accepted, and closes.
    pub async fn close(self) {
        self.close.ask();
        let _ = self.all.await;
    }
}

/// Starts everything. A lessons' server whose port is taken is told about, and the others run.
pub async fn start(settings: Settings) -> Result<Running, Error> {
    let mut router = settings.site.routes()?;
    let (listener, address) = listen(settings.listen, settings.port, "--port")?;
    let (close, closing) = closing();
    let mut demos = Vec::new();
    let mut servers = JoinSet::new();
    let mut live = None;
    if let Some(ports) = settings.demos {
        let story = Story::default();
        demos = start_demos(&settings, ports, &story, &closing, &mut servers).await;
        let listening = |(which, address): &(Which, Result<SocketAddr, String>)| Listening {
            which: *which,
            address: address.clone(),
        };
        let one = Live::new(
            story,
            demos.iter().map(listening).collect(),
            &settings.http,
            Measurements::new(settings.program),
            closing.clone(),
        );
        router = router.merge(one.routes());
        live = Some(one);
    }
    servers.spawn(web::run(listener, router, settings.web, closing));
    let all = tokio::spawn(async move {
        while servers.join_next().await.is_some() {}
        if let Some(live) = live {
            live.closed().await;
        }
    });
    Ok(Running {
        address,
        demos,
        close,
        all,
    })
}

async fn start_demos(
    settings: &Settings,
    ports: Demos,
    story: &Story,
    closing: &Closing,
    servers: &mut JoinSet<()>,
) -> Vec<(Which, Result<SocketAddr, String>)> {
    let mut demos = Vec::new();
    for (which, port, option) in [
        (Which::Echo, ports.echo, "--echo-port"),
        (Which::Http, ports.http, "--http-port"),
        (Which::EchoThreads, ports.threads, "--threads-port"),
    ] {
        let address = match listen(settings.listen, port, option) {
            Ok((listener, address)) => {
                start_demo(which, listener, settings, story, closing, servers);
                Ok(address)
            }
            Err(error) => Err(error.to_string()),
        };
        demos.push((which, address));
    }
    demos
}

fn start_demo(
    which: Which,
    listener: TcpListener,
    settings: &Settings,
    story: &Story,
    closing: &Closing,
    servers: &mut JoinSet<()>,
) {
    let (story, closing) = (story.clone(), closing.clone());
    let connections = settings.connections;
    match which {
        Which::Echo => servers.spawn(echo::run(listener, connections, story, closing)),
        Which::EchoThreads => servers.spawn(threads::run(listener, connections, story, closing)),
        Which::Http => servers.spawn(http::run(listener, settings.http.clone(), story, closing)),
    };
}
