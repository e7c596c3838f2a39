// Programs that are no lesson's.

/** Listens, and answers whoever connects. */
export const echo = `use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    loop {
        let (mut stream, _) = listener.accept().await?;
        tokio::spawn(async move {
            let mut buffer = [0; 1024];
            loop {
                match stream.read(&mut buffer).await {
                    Ok(0) | Err(_) => break println!("gone"),
                    Ok(n) => stream.write_all(&buffer[..n]).await.unwrap(),
                }
            }
        });
    }
}
`;
