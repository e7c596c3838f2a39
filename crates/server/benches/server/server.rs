//! The contestants, each in a process of its own, and a page that watches one.

use crate::Result;
use futures::{SinkExt as _, StreamExt as _};
use protocol::live::{FromServer, PATH, ToServer, VERSION};
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;

/// The argument that makes this program the plain server.
pub const PLAIN: &str = "plain-echo";

/// A server process, killed when it is dropped.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
    /// Where the page would be, of ours.
    site: Option<SocketAddr>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// The lesson's server and nothing else.
    pub fn plain() -> Result<Server> {
        let mut command = Command::new(std::env::current_exe()?);
        Server::start(command.arg(PLAIN), "echo")
    }

    /// Our program; `which` is `echo` or `echo with threads`.
    pub fn ours(which: &str) -> Result<Server> {
        let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
        std::fs::create_dir_all(&site)?;
        std::fs::write(site.join("index.html"), "<!doctype html>")?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_pollscope-server"));
        command.arg("--site").arg(site);
        command.args(["--port", "0", "--demos", "--echo-port", "0"]);
        command.args(["--http-port", "0", "--threads-port", "0"]);
        Server::start(&mut command, which)
    }

    fn start(command: &mut Command, which: &str) -> Result<Server> {
        let mut process = command.stdout(Stdio::piped()).spawn()?;
        let stdout = process.stdout.take().ok_or("no output")?;
        let words = match which {
            "echo" => "the echo server is on ",
            _ => "the echo server with threads is on ",
        };
        let mut address = None;
        let mut site = None;
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            let after = |words| {
                line.strip_prefix(words)
                    .map(|rest: &str| rest.split([' ', '/']).next())
            };
            if let Some(Some(found)) = after(words) {
                address = Some(found.parse()?);
            }
            if let Some(Some(found)) = after("Pollscope is on http://") {
                site = Some(found.parse()?);
                break;
            }
        }
        let address = address.ok_or("the server did not say where it is")?;
        Ok(Server {
            process,
            address,
            site,
        })
    }

    /// Bytes of memory that the process occupies.
    pub fn resident(&self) -> Result<u64> {
        let id = self.process.id().to_string();
        let told = Command::new("ps")
            .args(["-o", "rss=", "-p", &id])
            .output()?;
        let kibibytes: u64 = String::from_utf8(told.stdout)?.trim().parse()?;
        Ok(kibibytes * 1024)
    }

    /// Seconds that its threads have run, where the system has a `/proc`.
    pub fn cpu(&self) -> Option<f64> {
        cpu(&self.process.id().to_string())
    }

    /// Opens the story, as a page does.
    pub async fn watch(&self) -> Result<Watcher> {
        let site = self.site.ok_or("nothing to watch")?;
        let stream = TcpStream::connect(site).await?;
        let url = format!("ws://{site}{PATH}");
        let (mut socket, _) = tokio_tungstenite::client_async(url, stream).await?;
        let version = VERSION;
        let hello = ToServer::Hello {
            version,
            resume: None,
        };
        socket
            .send(Message::Binary(postcard::to_allocvec(&hello)?.into()))
            .await?;
        let (stop, mut stopped) = oneshot::channel();
        let task = tokio::spawn(async move {
            let (mut events, mut missed) = (0_u64, 0_u64);
            loop {
                let message = tokio::select! {
                    message = socket.next() => message,
                    _ = &mut stopped => break format!("{events} events, and that it missed {missed}"),
                };
                let bytes = match message {
                    Some(Ok(Message::Binary(bytes))) => bytes,
                    Some(Ok(_)) => continue,
                    Some(Err(_)) | None => break "nothing more: the socket was closed".to_owned(),
                };
                match postcard::from_bytes(&bytes) {
                    Ok(FromServer::Events { events: more, .. }) => {
                        events +=
                            trace::wire::decode(&more).map_or(0, |events| events.len() as u64);
                    }
                    Ok(FromServer::Snapshot(snapshot)) => missed += snapshot.missed,
                    _ => {}
                }
            }
        });
        Ok(Watcher { stop, task })
    }
}

/// Seconds that a process's threads have run.
pub fn cpu(process: &str) -> Option<f64> {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // After the name in brackets; user and system time are the 14th and 15th field, in hundredths.
    let (_, fields) = told.rsplit_once(") ")?;
    let mut times = fields.split(' ').skip(11).map(str::parse::<f64>);
    Some((times.next()?.ok()? + times.next()?.ok()?) / 100.0)
}

/// A page that watches.
pub struct Watcher {
    stop: oneshot::Sender<()>,
    task: JoinHandle<String>,
}

impl Watcher {
    /// What it was told, in words.
    pub async fn told(self) -> Result<String> {
        let _ = self.stop.send(());
        Ok(self.task.await?)
    }
}

/// The plain server: what the lesson's program is without us.
pub fn plain() -> Result<()> {
    rlimit::increase_nofile_limit(u64::MAX)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        // As ours: many may wait to be accepted.
        let (listener, _) = server::listen(Ipv4Addr::LOCALHOST.into(), 0, "")?;
        println!("the echo server is on {}", listener.local_addr()?);
        println!("Pollscope is on http://{}", listener.local_addr()?);
        loop {
            let (mut stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            tokio::spawn(async move {
                let mut buffer = [0; 1024];
                while let Ok(read @ 1..) = stream.read(&mut buffer).await {
                    if stream.write_all(&buffer[..read]).await.is_err() {
                        break;
                    }
                }
            });
        }
    })
}
