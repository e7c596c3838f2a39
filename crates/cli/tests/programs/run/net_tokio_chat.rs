//! A chat: lines of one client go to all others, through a broadcast channel.

use std::net::SocketAddr;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;

#[derive(Clone, Debug)]
struct Message {
    from: String,
    text: String,
}

async fn handle(stream: TcpStream, bus: broadcast::Sender<Message>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let Some(name) = lines.next_line().await? else {
        return Ok(());
    };
    let mut messages = bus.subscribe();
    writer.write_all(format!("welcome, {name}\n").as_bytes()).await?;
    loop {
        tokio::select! {
            line = lines.next_line() => match line? {
                Some(text) => {
                    let _ = bus.send(Message { from: name.clone(), text });
                }
                None => return Ok(()),
            },
            Ok(message) = messages.recv() => {
                if message.from != name {
                    writer.write_all(format!("{}: {}\n", message.from, message.text).as_bytes()).await?;
                }
            }
        }
    }
}

struct Client {
    name: &'static str,
    stream: BufReader<TcpStream>,
}
impl Client {
    async fn join(addr: SocketAddr, name: &'static str) -> std::io::Result<Client> {
        let mut client = Client { name, stream: BufReader::new(TcpStream::connect(addr).await?) };
        client.say(name).await?;
        client.hear().await?;
        Ok(client)
    }
    async fn say(&mut self, text: &str) -> std::io::Result<()> {
        self.stream.write_all(format!("{text}\n").as_bytes()).await
    }
    async fn hear(&mut self) -> std::io::Result<()> {
        let mut line = String::new();
        self.stream.read_line(&mut line).await?;
        println!("{} hears {:?}", self.name, line.trim_end());
        Ok(())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let addr = listener.local_addr()?;
    let (bus, _) = broadcast::channel(16);
    let server = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let bus = bus.clone();
            tokio::spawn(async move {
                if let Err(e) = handle(stream, bus).await {
                    println!("{e}");
                }
            });
        }
    });
    let mut ann = Client::join(addr, "ann").await?;
    let mut bob = Client::join(addr, "bob").await?;
    let mut cid = Client::join(addr, "cid").await?;
    ann.say("hello all").await?;
    bob.hear().await?;
    cid.hear().await?;
    drop(cid);
    bob.say("hello ann").await?;
    ann.hear().await?;
    server.abort();
    Ok(())
}
