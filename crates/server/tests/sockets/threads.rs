//! The echo server with threads does what the other does.

use super::*;

async fn threads_server(places: u32) -> Running {
    Running::start(|listener, closing| {
        server::threads::run(listener, places, Story::default(), closing)
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_gives_each_its_own_back() {
    let server = threads_server(100).await;
    let mut silent = server.connect().await;
    for size in [1, 1025, 1 << 20] {
        let mut stream = server.connect().await;
        there_and_back(&mut stream, &bytes(size)).await;
    }
    reset(server.connect().await);
    there_and_back(&mut silent, b"not silent").await;
    // A thread that is blocked in a read is reached by closing.
    server.close().await;
    assert_eq!(all(&mut silent).await, b"");
}

#[tokio::test]
async fn closing_loses_no_byte_of_a_thread() {
    let server = threads_server(100).await;
    let mut streams = Vec::new();
    for n in 0..20 {
        let mut stream = server.connect().await;
        let sent = bytes(1 + n * 2000);
        stream.write_all(&sent).await.unwrap();
        streams.push((stream, sent));
    }
    server.close.ask();
    for (mut stream, sent) in streams {
        assert!(all(&mut stream).await == sent, "{} bytes", sent.len());
    }
    soon(server.task).await.unwrap();
}
