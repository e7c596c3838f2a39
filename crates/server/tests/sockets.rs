//! The servers over real sockets, on ports that the system chooses.

use server::{Error, echo, listen, site};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const INDEX: &str = "<!doctype html><title>t</title><script>start()</script>";

struct Running<T> {
    address: SocketAddr,
    close: oneshot::Sender<()>,
    task: JoinHandle<T>,
}

impl<T> Running<T> {
    /// Closes the server, and returns what it returned.
    async fn close(self) -> T {
        self.close.send(()).expect("it was still running");
        self.task.await.expect("it did not panic")
    }
}

/// An empty folder of the caller's own, kept in the target folder.
fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A small site.
fn folder(name: &str) -> PathBuf {
    let folder = empty_folder(name);
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    write("index.html", INDEX.as_bytes());
    write("app-0123456789abcdef_bg.wasm", b"\0asm");
    write("runner_bg.wasm", b"\0asm, not packed");
    write("runner_bg.wasm.br", b"packed");
    write("runner.js", b"export {}");
    folder
}

async fn serve(folder: &Path, story: Option<echo::Story>) -> Running<Result<(), Error>> {
    let (listener, address) = listen(0).await.unwrap();
    let (close, closed) = oneshot::channel();
    let folder = folder.to_path_buf();
    let shutdown = async { closed.await.unwrap_or_default() };
    let task = tokio::spawn(async move { site::run(listener, &folder, story, shutdown).await });
    Running {
        address,
        close,
        task,
    }
}

async fn serve_echo(story: echo::Story) -> Running<()> {
    let (listener, address) = listen(0).await.unwrap();
    let (close, closed) = oneshot::channel();
    let shutdown = async { closed.await.unwrap_or_default() };
    let task = tokio::spawn(async move { echo::run(listener, story, shutdown).await });
    Running {
        address,
        close,
        task,
    }
}

/// The head (in lower case) and the body of an answer.
async fn get(address: SocketAddr, path: &str, accept: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: {accept}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    (head.to_lowercase(), body.to_owned())
}

#[tokio::test]
async fn the_page_has_a_policy_that_lets_it_run() {
    let folder = folder("the_page_has_a_policy_that_lets_it_run");
    let server = serve(&folder, None).await;
    for path in ["/", "/index.html"] {
        let (head, body) = get(server.address, path, "identity").await;
        assert!(head.starts_with("http/1.1 200"), "{head}");
        assert!(
            head.contains("content-type: text/html; charset=utf-8"),
            "{head}"
        );
        assert!(head.contains("cache-control: no-cache"), "{head}");
        assert!(head.contains("'wasm-unsafe-eval' 'sha256-"), "{head}");
        assert_eq!(body, INDEX);
    }
    server.close().await.unwrap();
}

#[tokio::test]
async fn files_have_types_and_lifetimes() {
    let folder = folder("files_have_types_and_lifetimes");
    let server = serve(&folder, None).await;
    let (head, _) = get(server.address, "/app-0123456789abcdef_bg.wasm", "identity").await;
    assert!(head.contains("content-type: application/wasm"), "{head}");
    assert!(head.contains("immutable"), "{head}");
    let (head, _) = get(server.address, "/runner.js", "identity").await;
    assert!(head.contains("javascript"), "{head}");
    assert!(
        head.contains("cache-control: no-cache") && head.contains("nosniff"),
        "{head}"
    );
    server.close().await.unwrap();
}

#[tokio::test]
async fn packed_files_go_to_those_who_can_unpack() {
    let folder = folder("packed_files_go_to_those_who_can_unpack");
    let server = serve(&folder, None).await;
    let (head, body) = get(server.address, "/runner_bg.wasm", "gzip, br").await;
    assert!(
        head.contains("content-encoding: br") && head.contains("content-type: application/wasm"),
        "{head}"
    );
    assert_eq!(body, "packed");
    let (head, body) = get(server.address, "/runner_bg.wasm", "gzip").await;
    assert!(!head.contains("content-encoding"), "{head}");
    assert_eq!(body, "\0asm, not packed");
    server.close().await.unwrap();
}

#[tokio::test]
async fn nothing_outside_the_folder_is_given() {
    let outer = empty_folder("nothing_outside_the_folder_is_given");
    std::fs::write(outer.join("secret.txt"), "secret").unwrap();
    let inner = outer.join("site");
    std::fs::create_dir(&inner).unwrap();
    std::fs::write(inner.join("index.html"), INDEX).unwrap();
    let server = serve(&inner, None).await;
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/absent.js",
    ] {
        let (head, body) = get(server.address, path, "identity").await;
        assert!(
            head.starts_with("http/1.1 4") && !body.contains("secret"),
            "{path}: {head}"
        );
        assert!(!head.contains("immutable"), "{head}");
    }
    server.close().await.unwrap();
}

#[tokio::test]
async fn a_folder_without_a_site_is_told() {
    let empty = empty_folder("a_folder_without_a_site_is_told");
    let server = serve(&empty, None).await;
    let error = server.task.await.unwrap().unwrap_err();
    assert!(error.to_string().contains("cargo xtask dist"), "{error}");
}

#[tokio::test]
async fn a_port_in_use_is_told_with_a_remedy() {
    let (_listener, address) = listen(0).await.unwrap();
    assert!(address.ip().is_loopback());
    let error = listen(address.port()).await.unwrap_err();
    assert!(matches!(error, Error::PortInUse { port } if port == address.port()));
    assert!(error.to_string().contains("--port"), "{error}");
}

#[tokio::test]
async fn echo_sends_back_what_comes_to_each_its_own() {
    let server = serve_echo(echo::Story::default()).await;
    let mut one = TcpStream::connect(server.address).await.unwrap();
    let mut two = TcpStream::connect(server.address).await.unwrap();
    // The second is answered while the first is open and silent.
    two.write_all(b"second").await.unwrap();
    let mut answer = [0; 6];
    two.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"second");
    // More than a buffer at once.
    let long: Vec<u8> = (0..5000).map(|n| (n % 251) as u8).collect();
    one.write_all(&long).await.unwrap();
    one.shutdown().await.unwrap();
    let mut answer = Vec::new();
    one.read_to_end(&mut answer).await.unwrap();
    assert_eq!(answer, long);
    // Closing the server closes what is open.
    server.close().await;
    assert_eq!(two.read(&mut [0; 8]).await.unwrap_or(0), 0);
}

#[tokio::test]
async fn the_story_of_a_connection_is_told() {
    let folder = folder("the_story_of_a_connection_is_told");
    let story = echo::Story::default();
    let echo = serve_echo(story.clone()).await;
    let site = serve(&folder, Some(story)).await;
    let mut stream = TcpStream::connect(echo.address).await.unwrap();
    let local = stream.local_addr().unwrap();
    stream.write_all(b"hello").await.unwrap();
    stream.shutdown().await.unwrap();
    stream.read_to_end(&mut Vec::new()).await.unwrap();
    echo.close().await;
    let (head, told) = get(site.address, "/live/echo.txt", "identity").await;
    assert!(head.contains("cache-control: no-store"), "{head}");
    for part in [
        format!("connection from {local}"),
        "poll".into(),
        "dropped".into(),
    ] {
        assert!(told.to_lowercase().contains(&part), "no {part} in\n{told}");
    }
    assert_eq!(
        get(site.address, "/live/echo.txt", "identity")
            .await
            .1
            .trim(),
        ""
    );
    site.close().await.unwrap();
}
