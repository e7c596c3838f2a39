//! A page of a server of one's own, fetched as the book does.
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use trpl::{Either, Html};

async fn page_title(url: &str) -> (&str, Option<String>) {
    let text = trpl::get(url).await.text().await;
    let title = Html::parse(&text)
        .select_first("title")
        .map(|title| title.inner_html());
    (url, title)
}
async fn serve(listener: TcpListener) {
    loop {
        let (mut socket, _) = listener.accept().await.unwrap();
        trpl::spawn_task(async move {
            let mut buf = [0; 1024];
            let n = socket.read(&mut buf).await.unwrap();
            let request = String::from_utf8_lossy(&buf[..n]).into_owned();
            let path = request.split(' ').nth(1).unwrap();
            if path == "/slow" {
                trpl::sleep(std::time::Duration::from_millis(100)).await;
            }
            let body = if path == "/none" {
                "<p>hi</p>".to_string()
            } else {
                format!("<html><head><TITLE lang='en'>Page {path}</TITLE></head></html>")
            };
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
            socket.write_all(head.as_bytes()).await.unwrap();
            socket.write_all(body.as_bytes()).await.unwrap();
        });
    }
}
fn main() {
    trpl::block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        trpl::spawn_task(serve(listener));
        let [a, b, c] = ["/slow", "/fast", "/none"].map(|p| format!("http://{addr}{p}"));
        let (url, maybe_title) = match trpl::select(page_title(&a), page_title(&b)).await {
            Either::Left(left) => left,
            Either::Right(right) => right,
        };
        println!("{} returned first", &url[url.rfind('/').unwrap()..]);
        match maybe_title {
            Some(title) => println!("Its page title was: '{title}'"),
            None => println!("It had no title."),
        }
        println!("{:?}", page_title(&c).await.1);
        println!("{:?}", page_title(&a).await.1);
    });
}
