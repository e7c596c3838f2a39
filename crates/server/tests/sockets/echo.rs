//! The echo server: what comes goes back, whatever its size and however the other side behaves.

use super::*;

#[tokio::test]
async fn each_gets_its_own_back() {
    let (server, _) = echo_server().await;
    let (mut one, mut two) = (server.connect().await, server.connect().await);
    // The second is answered while the first is open and silent.
    there_and_back(&mut two, b"second").await;
    there_and_back(&mut one, b"first").await;
    there_and_back(&mut two, b"second again").await;
    // Closing the server closes what is open.
    server.close().await;
    assert_eq!(all(&mut one).await, b"");
    assert_eq!(all(&mut two).await, b"");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_one_byte_to_64_mebibytes() {
    let (server, _) = echo_server().await;
    for size in [1, 1023, 1024, 1025, 65_536, 1 << 20, 64 << 20] {
        let mut stream = server.connect().await;
        there_and_back(&mut stream, &bytes(size)).await;
    }
    server.close().await;
}

#[tokio::test]
async fn after_a_half_close_the_rest_still_comes_back() {
    let (server, _) = echo_server().await;
    let mut stream = server.connect().await;
    let sent = bytes(100_000);
    stream.write_all(&sent).await.unwrap();
    stream.shutdown().await.unwrap();
    assert!(all(&mut stream).await == sent);
    server.close().await;
}

#[tokio::test]
async fn a_reset_ends_its_own_connection_only() {
    let (server, _) = echo_server().await;
    let mut other = server.connect().await;
    for _ in 0..100 {
        let mut stream = server.connect().await;
        stream.write_all(&bytes(5000)).await.unwrap();
        reset(stream);
    }
    there_and_back(&mut other, b"still here").await;
    server.close().await;
}

#[tokio::test]
async fn a_slow_reader_stops_nobody_and_loses_nothing() {
    let (server, _) = echo_server().await;
    let mut slow = server.connect().await;
    // Until every buffer on the way is full: the server cannot write, and so does not read.
    let sent = bytes(1 << 20);
    let mut count = 0;
    while let Ok(written) = timeout(
        Duration::from_millis(300),
        slow.write(&sent[count % sent.len()..]),
    )
    .await
    {
        count += written.unwrap();
    }
    let mut other = server.connect().await;
    there_and_back(&mut other, b"quick").await;
    slow.shutdown().await.unwrap();
    let back = all(&mut slow).await;
    assert_eq!(back.len(), count);
    let same = back
        .iter()
        .enumerate()
        .all(|(n, byte)| *byte == sent[n % sent.len()]);
    assert!(same, "they came back changed");
    server.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_loses_no_byte_that_was_accepted() {
    for round in 0..5 {
        let (server, _) = echo_server().await;
        let mut streams = Vec::new();
        for n in 0..20 {
            let mut stream = server.connect().await;
            // Fits the system's buffers: it is sent before the server closes.
            let sent = bytes(1 + n * 2000 + round);
            stream.write_all(&sent).await.unwrap();
            streams.push((stream, sent));
        }
        // Not even all of them need be accepted yet.
        server.close.ask();
        for (mut stream, sent) in streams {
            assert!(all(&mut stream).await == sent, "{} bytes", sent.len());
        }
        soon(server.task).await.unwrap();
        assert!(TcpStream::connect(server.address).await.is_err());
    }
}

#[tokio::test]
async fn more_than_the_places_wait_for_their_turn() {
    let server = Running::start(|listener, closing| {
        server::echo::run(listener, 2, Story::default(), closing)
    })
    .await;
    let (mut one, mut two) = (server.connect().await, server.connect().await);
    there_and_back(&mut one, b"1").await;
    there_and_back(&mut two, b"2").await;
    let mut three = server.connect().await;
    three.write_all(b"3").await.unwrap();
    let mut byte = [0];
    let early = timeout(Duration::from_millis(100), three.read(&mut byte)).await;
    assert!(early.is_err(), "it was served beside two others");
    drop(one);
    soon(three.read_exact(&mut byte)).await.unwrap();
    assert_eq!(&byte, b"3");
    server.close().await;
}
