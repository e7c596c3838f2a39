//! The program as a whole: its messages, its end, and ten thousand connections.

use super::*;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_pollscope-server");

/// The program, killed when it is dropped.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Process {
    /// Starts it, and returns what it says up to the address of the site.
    fn start(name: &str, arguments: &[&str]) -> (Process, Vec<String>) {
        let mut child = Command::new(PROGRAM)
            .arg("--site")
            .arg(super::site::folder(name))
            .args(["--port", "0", "--demos"])
            .args([
                "--echo-port",
                "0",
                "--http-port",
                "0",
                "--threads-port",
                "0",
            ])
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = Vec::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            lines.push(line.unwrap());
            if lines.last().is_some_and(|line| line.contains("http://")) {
                break;
            }
        }
        (Process(child), lines)
    }
}

/// The address that the line with these words names.
fn address(lines: &[String], words: &str) -> SocketAddr {
    let line = lines.iter().find_map(|line| line.strip_prefix(words));
    let address = line.and_then(|line| line.split([' ', '/']).next());
    address
        .unwrap_or_else(|| panic!("no {words} in {lines:?}"))
        .parse()
        .unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn ctrl_c_finishes_and_ends() {
    let (mut process, lines) = Process::start("ctrl_c_finishes_and_ends", &[]);
    let mut stream = TcpStream::connect(address(&lines, "the echo server is on "))
        .await
        .unwrap();
    let sent = bytes(100_000);
    stream.write_all(&sent).await.unwrap();
    let id = process.0.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    assert!(all(&mut stream).await == sent);
    drop(stream);
    let ended = tokio::task::spawn_blocking(move || process.0.wait().unwrap());
    assert!(soon(ended).await.unwrap().success());
}

#[tokio::test]
async fn a_port_in_use_is_told_and_the_others_run() {
    let ip = Ipv4Addr::LOCALHOST.into();
    let (_listener, taken) = server::listen(ip, 0, "").unwrap();
    let port = taken.port().to_string();
    let (_process, lines) = Process::start("a_port_in_use", &["--echo-port", &port]);
    let told = lines
        .iter()
        .find(|line| line.starts_with("the echo server does not run"));
    let told = told.unwrap_or_else(|| panic!("{lines:?}"));
    assert!(
        told.contains(&port) && told.contains("--echo-port"),
        "{told}"
    );
    let mut stream = TcpStream::connect(address(&lines, "the HTTP server is on "))
        .await
        .unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
    assert!(all(&mut stream).await.starts_with(b"HTTP/1.1 200 OK"));

    let failed = Command::new(PROGRAM)
        .arg("--site")
        .arg(super::site::folder("a_port_in_use_by_the_site"))
        .args(["--port", &port])
        .output()
        .unwrap();
    assert_eq!(failed.status.code(), Some(1));
    let words = String::from_utf8(failed.stderr).unwrap();
    assert!(
        words.contains(&format!("port {port} is in use")) && words.contains("--port"),
        "{words}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_connections_at_once() {
    const CONNECTIONS: usize = 10_000;
    let limit = rlimit::increase_nofile_limit(u64::MAX).unwrap_or(0);
    if limit < CONNECTIONS as u64 + 500 {
        eprintln!(
            "skipped: this system allows {limit} open files, {CONNECTIONS} connections need more"
        );
        return;
    }
    let (_process, lines) = Process::start("ten_thousand_connections", &[]);
    let echo = address(&lines, "the echo server is on ");
    let mut streams = Vec::with_capacity(CONNECTIONS);
    for n in 0..CONNECTIONS {
        let mut stream = soon(TcpStream::connect(echo)).await.unwrap();
        stream.write_all(&(n as u64).to_le_bytes()).await.unwrap();
        streams.push(stream);
    }
    // All are open; each is answered with its own.
    for (n, stream) in streams.iter_mut().enumerate() {
        let mut back = [0; 8];
        soon(stream.read_exact(&mut back)).await.unwrap();
        assert_eq!(u64::from_le_bytes(back), n as u64);
    }
    for stream in streams.iter_mut().step_by(100) {
        there_and_back(stream, b"again").await;
    }
}
