//! A server of frames with a limit, a store and an orderly end; pipes, lines and a small web server.

use std::{
    collections::HashMap,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{
        AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader, BufWriter,
    },
    net::{TcpListener, TcpStream},
    sync::{Semaphore, broadcast, mpsc},
    time,
};
type Db = Arc<Mutex<HashMap<String, (Vec<u8>, Option<time::Instant>)>>>;
struct Connection<S> {
    stream: BufWriter<S>,
    buffer: Vec<u8>,
}
impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    fn new(s: S) -> Self {
        Connection {
            stream: BufWriter::new(s),
            buffer: Vec::with_capacity(16),
        }
    }
    async fn read_frame(&mut self) -> io::Result<Option<Vec<String>>> {
        loop {
            if let Some(at) = self.buffer.windows(2).position(|w| w == b"\r\n") {
                let line: Vec<u8> = self.buffer.drain(..at + 2).collect();
                let s = std::str::from_utf8(&line[..at])
                    .map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e))?;
                return Ok(Some(s.split_whitespace().map(str::to_owned).collect()));
            }
            if 0 == self.stream.read_buf(&mut self.buffer).await? {
                return if self.buffer.is_empty() {
                    Ok(None)
                } else {
                    Err(io::Error::new(
                        io::ErrorKind::ConnectionReset,
                        "connection reset by peer",
                    ))
                };
            }
        }
    }
    async fn write_frame(&mut self, f: &str) -> io::Result<()> {
        self.stream.write_all(f.as_bytes()).await?;
        self.stream.write_all(b"\r\n").await?;
        self.stream.flush().await
    }
}
async fn handle(
    sock: TcpStream,
    db: Db,
    mut shutdown: broadcast::Receiver<()>,
    _done: mpsc::Sender<()>,
) -> io::Result<usize> {
    let mut c = Connection::new(sock);
    let mut n = 0;
    loop {
        let frame = tokio::select! { r = c.read_frame() => match r? { Some(f) => f, None => return Ok(n) }, _ = shutdown.recv() => { c.write_frame("-SHUTDOWN").await?; return Ok(n) } };
        n += 1;
        let parts: Vec<&str> = frame.iter().map(String::as_str).collect();
        let reply = match parts.as_slice() {
            ["SET", k, v, rest @ ..] => {
                let ttl = match rest {
                    ["PX", ms] => ms
                        .parse()
                        .ok()
                        .map(|ms| time::Instant::now() + Duration::from_millis(ms)),
                    _ => None,
                };
                db.lock()
                    .unwrap()
                    .insert(k.to_string(), (v.as_bytes().to_vec(), ttl));
                "+OK".to_string()
            }
            ["GET", k] => {
                let g = db.lock().unwrap();
                match g.get(*k) {
                    Some((_, Some(t))) if *t <= time::Instant::now() => "$-1".into(),
                    Some((v, _)) => format!("${}", String::from_utf8_lossy(v)),
                    None => "$-1".into(),
                }
            }
            ["PING"] => "+PONG".into(),
            [] => "-EMPTY".into(),
            [cmd, ..] => format!("-ERR unknown {cmd}"),
        };
        c.write_frame(&reply).await?;
    }
}
async fn serve(l: TcpListener, stop: impl Future<Output = ()>) -> Vec<usize> {
    let db = Db::default();
    let (tx, _) = broadcast::channel(1);
    let (done_tx, mut done_rx) = mpsc::channel::<()>(1);
    let limit = Arc::new(Semaphore::new(2));
    let mut tasks = vec![];
    tokio::pin!(stop);
    loop {
        let permit = limit.clone().acquire_owned().await.unwrap();
        tokio::select! { r = l.accept() => { let (s, _) = r.unwrap(); let (db, rx, d) = (db.clone(), tx.subscribe(), done_tx.clone()); tasks.push(tokio::spawn(async move { let n = handle(s, db, rx, d).await.unwrap(); drop(permit); n })); } _ = &mut stop => break }
    }
    drop(tx);
    drop(done_tx);
    let _ = done_rx.recv().await;
    let mut out = vec![];
    for t in tasks {
        out.push(t.await.unwrap())
    }
    out
}
async fn client(addr: SocketAddr, cmds: &[&str]) -> io::Result<Vec<String>> {
    let mut c = Connection::new(TcpStream::connect(addr).await?);
    let mut out = vec![];
    for cmd in cmds {
        if let Some(ms) = cmd.strip_prefix("WAIT ") {
            time::sleep(Duration::from_millis(ms.parse().unwrap())).await;
            continue;
        }
        c.write_frame(cmd).await?;
        out.push(c.read_frame().await?.unwrap_or_default().join(" "));
    }
    Ok(out)
}
#[tokio::main]
async fn main() -> io::Result<()> {
    let l = TcpListener::bind("127.0.0.1:0").await?;
    let addr = l.local_addr()?;
    let (stop_tx, stop_rx) = tokio::sync::oneshot::channel::<()>();
    let srv = tokio::spawn(serve(l, async {
        let _ = stop_rx.await;
    }));
    println!(
        "{:?}",
        client(
            addr,
            &[
                "PING",
                "SET a 1",
                "GET a",
                "GET b",
                "FOO x",
                "",
                "SET t 5 PX 20",
                "GET t",
                "WAIT 40",
                "GET t"
            ]
        )
        .await?
    );
    println!("{:?}", client(addr, &["GET a"]).await?);
    let mut idle = Connection::new(TcpStream::connect(addr).await?);
    idle.write_frame("PING").await?;
    println!("{:?}", idle.read_frame().await?);
    stop_tx.send(()).unwrap();
    println!("{:?}", idle.read_frame().await?);
    println!("{:?}", idle.read_frame().await?);
    drop(idle);
    println!("{:?}", srv.await?);
    println!(
        "{:?}",
        TcpStream::connect(addr)
            .await
            .map(|_| ())
            .map_err(|e| e.kind())
    );
    let (mut a, mut b) = tokio::io::duplex(8);
    let w = tokio::spawn(async move {
        a.write_all(b"hello duplex world").await.unwrap();
        a.shutdown().await.unwrap();
        let mut s = String::new();
        a.read_to_string(&mut s).await.unwrap();
        s
    });
    let mut s = String::new();
    b.read_to_string(&mut s).await?;
    b.write_all(b"back").await?;
    drop(b);
    println!("{s} {}", w.await?);
    let mut lines = BufReader::new(&b"one\ntwo\r\nthree"[..]).lines();
    while let Some(l) = lines.next_line().await? {
        print!("{l:?} ");
    }
    println!();
    let mut r = &b"\x00\x05helloREST"[..];
    let n = r.read_u16().await?;
    let mut buf = vec![0; n as usize];
    r.read_exact(&mut buf).await?;
    println!("{:?} {:?}", String::from_utf8_lossy(&buf), {
        let mut v = vec![];
        r.read_to_end(&mut v).await?;
        v.len()
    });
    println!(
        "{:?}",
        (&b"ab"[..])
            .read_exact(&mut [0; 3])
            .await
            .map_err(|e| e.kind())
    );
    let mut out = Vec::new();
    println!(
        "{} {:?}",
        tokio::io::copy(&mut &b"copied"[..], &mut out).await?,
        out.len()
    );
    let mut split = BufReader::new(&b"a,b,c"[..]).split(b',');
    while let Some(p) = split.next_segment().await? {
        print!("{p:?}")
    }
    println!();
    let mut take = (&b"123456"[..]).take(4).chain(&b"xy"[..]);
    let mut t = String::new();
    take.read_to_string(&mut t).await?;
    println!("{t}");
    let l = TcpListener::bind(("127.0.0.1", 0)).await?;
    let addr = l.local_addr()?;
    let http = tokio::spawn(async move {
        for _ in 0..2 {
            let (mut s, _) = l.accept().await.unwrap();
            tokio::spawn(async move {
                let (r, mut w) = s.split();
                let mut r = BufReader::new(r);
                let mut first = String::new();
                r.read_line(&mut first).await.unwrap();
                let mut h = String::new();
                while r.read_line(&mut h).await.unwrap() > 2 {
                    h.clear();
                }
                let (status, body) = match first.split(' ').nth(1) {
                    Some("/") => ("200 OK", "<h1>hi</h1>"),
                    Some(p) if p.starts_with("/s") => {
                        time::sleep(Duration::from_millis(5)).await;
                        ("200 OK", "slow")
                    }
                    _ => ("404 NOT FOUND", "no"),
                };
                w.write_all(
                    format!(
                        "HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}",
                        body.len()
                    )
                    .as_bytes(),
                )
                .await
                .unwrap();
            });
        }
    });
    for p in ["/", "/nope"] {
        let mut s = TcpStream::connect(addr).await?;
        s.write_all(format!("GET {p} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes())
            .await?;
        let mut v = String::new();
        s.read_to_string(&mut v).await?;
        println!("{:?}", v.lines().map(|l| l.len()).collect::<Vec<_>>());
    }
    http.await?;
    Ok(())
}
