//! The site: types, lifetimes, packed files, and who is let in.

use super::*;
use server::site::Site;
use server::{Error, guard, web};
use std::path::{Path, PathBuf};

const INDEX: &str = "<!doctype html><title>t</title><script>start()</script>";

/// An empty folder of the caller's own, kept in the target folder.
fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A small site.
pub fn folder(name: &str) -> PathBuf {
    let folder = empty_folder(name);
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    write("index.html", INDEX.as_bytes());
    write("app-0123456789abcdef_bg.wasm", b"\0asm");
    write("runner_bg.wasm", b"\0asm, not packed");
    write("runner_bg.wasm.br", b"packed");
    write("runner.js", b"export {}");
    folder
}

async fn serve(folder: &Path) -> Running {
    serve_with(folder, web::Settings::default()).await
}

async fn serve_with(folder: &Path, settings: web::Settings) -> Running {
    let routes = Site::Folder(folder.to_path_buf()).routes().unwrap();
    Running::start(|listener, closing| web::run(listener, routes, settings, closing)).await
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
    let server = serve(&folder).await;
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
    server.close().await;
}

#[tokio::test]
async fn files_have_types_and_lifetimes() {
    let folder = folder("files_have_types_and_lifetimes");
    let server = serve(&folder).await;
    let (head, _) = get(server.address, "/app-0123456789abcdef_bg.wasm", "identity").await;
    assert!(head.contains("content-type: application/wasm"), "{head}");
    assert!(head.contains("immutable"), "{head}");
    let (head, _) = get(server.address, "/runner.js", "identity").await;
    assert!(head.contains("javascript"), "{head}");
    assert!(
        head.contains("cache-control: no-cache") && head.contains("nosniff"),
        "{head}"
    );
    server.close().await;
}

#[tokio::test]
async fn packed_files_go_to_those_who_can_unpack() {
    let folder = folder("packed_files_go_to_those_who_can_unpack");
    let server = serve(&folder).await;
    let (head, body) = get(server.address, "/runner_bg.wasm", "gzip, br").await;
    assert!(
        head.contains("content-encoding: br") && head.contains("content-type: application/wasm"),
        "{head}"
    );
    assert_eq!(body, "packed");
    let (head, body) = get(server.address, "/runner_bg.wasm", "gzip").await;
    assert!(!head.contains("content-encoding"), "{head}");
    assert_eq!(body, "\0asm, not packed");
    server.close().await;
}

#[tokio::test]
async fn nothing_outside_the_folder_is_given() {
    let outer = empty_folder("nothing_outside_the_folder_is_given");
    std::fs::write(outer.join("secret.txt"), "secret").unwrap();
    let inner = outer.join("site");
    std::fs::create_dir(&inner).unwrap();
    std::fs::write(inner.join("index.html"), INDEX).unwrap();
    let server = serve(&inner).await;
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
    server.close().await;
}

#[test]
fn a_folder_without_a_site_is_told() {
    let empty = empty_folder("a_folder_without_a_site_is_told");
    let error = Site::Folder(empty).routes().unwrap_err();
    assert!(error.to_string().contains("cargo xtask dist"), "{error}");
}

#[tokio::test]
async fn a_port_in_use_is_told_with_a_remedy() {
    let ip = Ipv4Addr::LOCALHOST.into();
    let (_listener, address) = server::listen(ip, 0, "--echo-port").unwrap();
    let error = server::listen(ip, address.port(), "--echo-port").unwrap_err();
    assert!(matches!(error, Error::PortInUse { port, .. } if port == address.port()));
    assert!(error.to_string().contains("--echo-port"), "{error}");
}

/// The status of a request with these header lines.
async fn status(server: &Running, lines: &str) -> String {
    let mut stream = server.connect().await;
    let request = format!("GET / HTTP/1.1\r\n{lines}Connection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let answer = String::from_utf8(all(&mut stream).await).unwrap();
    answer.split(' ').nth(1).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn pages_of_other_sites_are_kept_out() {
    let folder = folder("pages_of_other_sites_are_kept_out");
    let settings = web::Settings {
        told: guard::Told {
            names: vec!["lab.example".to_owned()],
            origins: vec!["https://lessons.example".to_owned()],
        },
        ..web::Settings::default()
    };
    let server = serve_with(&folder, settings).await;
    let ours = server.address;
    for lines in [
        format!("Host: {ours}\r\n"),
        format!("Host: {ours}\r\nOrigin: http://{ours}\r\n"),
        "Host: localhost:1\r\n".to_owned(),
        "Host: lab.example\r\nOrigin: https://lab.example\r\n".to_owned(),
        format!(
            "Host: {ours}\r\nOrigin: https://lessons.example\r\nSec-Fetch-Site: cross-site\r\n"
        ),
        // A link from elsewhere.
        format!("Host: {ours}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n"),
    ] {
        assert_eq!(status(&server, &lines).await, "200", "{lines}");
    }
    for lines in [
        String::new(),
        "Host: evil.example\r\n".to_owned(),
        format!("Host: evil.example:{}\r\n", ours.port()),
        format!("Host: {ours}\r\nHost: evil.example\r\n"),
        format!("Host: {ours}\r\nOrigin: http://evil.example\r\n"),
        format!("Host: {ours}\r\nOrigin: null\r\n"),
        format!("Host: {ours}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n"),
    ] {
        assert_eq!(status(&server, &lines).await, "403", "{lines}");
    }
    server.close().await;
}

#[tokio::test]
async fn who_sends_no_request_is_let_go() {
    let folder = folder("who_sends_no_request_is_let_go");
    let settings = web::Settings {
        patience: Duration::from_millis(200),
        ..web::Settings::default()
    };
    let server = serve_with(&folder, settings).await;
    let mut slow = server.connect().await;
    slow.write_all(b"GET / HTTP/1.1\r\nHost: loc")
        .await
        .unwrap();
    let answer = String::from_utf8(all(&mut slow).await).unwrap();
    assert!(answer.is_empty() || answer.contains(" 408 "), "{answer}");
    // An endless head is refused.
    let mut endless = server.connect().await;
    let mut line = b"GET / HTTP/1.1\r\nX: ".to_vec();
    line.resize(1 << 20, b'a');
    // The server may close while we write.
    let _ = endless.write_all(&line).await;
    let mut answer = Vec::new();
    let _ = soon(endless.read_to_end(&mut answer)).await;
    assert!(!String::from_utf8_lossy(&answer).contains(" 200 "));
    server.close().await;
}

#[tokio::test]
async fn who_does_not_take_the_answer_is_let_go() {
    let folder = folder("who_does_not_take_the_answer_is_let_go");
    // More than the buffers on the way hold.
    std::fs::write(folder.join("large.js"), bytes(64 << 20)).unwrap();
    let settings = web::Settings {
        patience: Duration::from_millis(300),
        ..web::Settings::default()
    };
    let server = serve_with(&folder, settings).await;
    let mut stream = server.connect().await;
    let request = b"GET /large.js HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut byte = [0];
    soon(stream.read_exact(&mut byte)).await.unwrap();
    // Longer than the server has patience for.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let mut rest = Vec::new();
    let _ = soon(stream.read_to_end(&mut rest)).await;
    assert!(rest.len() < 64 << 20, "all of it came");
    server.close().await;
}
