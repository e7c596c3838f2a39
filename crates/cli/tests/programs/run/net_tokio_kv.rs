//! A store of keys and values behind a protocol of lines: GET, SET, DEL, COUNT, QUIT.

use std::collections::HashMap;
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, BufWriter};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, oneshot};

type Db = Arc<Mutex<HashMap<String, String>>>;

#[derive(Debug, PartialEq)]
enum Command {
    Get(String),
    Set(String, String),
    Del(String),
    Count,
    Quit,
}

impl std::str::FromStr for Command {
    type Err = String;
    fn from_str(line: &str) -> Result<Command, String> {
        let mut words = line.splitn(3, ' ');
        let verb = words.next().unwrap_or_default().to_ascii_uppercase();
        match (verb.as_str(), words.next(), words.next()) {
            ("GET", Some(key), None) => Ok(Command::Get(key.into())),
            ("SET", Some(key), Some(value)) => Ok(Command::Set(key.into(), value.into())),
            ("DEL", Some(key), None) => Ok(Command::Del(key.into())),
            ("COUNT", None, None) => Ok(Command::Count),
            ("QUIT", None, None) => Ok(Command::Quit),
            _ => Err(format!("what is {line:?}?")),
        }
    }
}

async fn run(command: Command, db: &Db) -> Option<String> {
    let mut db = db.lock().await;
    Some(match command {
        Command::Get(key) => match db.get(&key) {
            Some(value) => format!("+{value}"),
            None => "-".to_string(),
        },
        Command::Set(key, value) => match db.insert(key, value) {
            Some(old) => format!("+was {old}"),
            None => "+".to_string(),
        },
        Command::Del(key) => if db.remove(&key).is_some() { "+" } else { "-" }.to_string(),
        Command::Count => format!("+{}", db.len()),
        Command::Quit => return None,
    })
}

async fn serve(mut socket: TcpStream, db: Db) -> std::io::Result<()> {
    let (reader, writer) = socket.split();
    let mut lines = BufReader::new(reader).lines();
    let mut writer = BufWriter::new(writer);
    while let Some(line) = lines.next_line().await? {
        let answer = match line.parse() {
            Ok(command) => match run(command, &db).await {
                Some(answer) => answer,
                None => break,
            },
            Err(why) => format!("!{why}"),
        };
        writer.write_all(answer.as_bytes()).await?;
        writer.write_all(b"\r\n").await?;
        writer.flush().await?;
    }
    Ok(())
}

async fn talk(addr: std::net::SocketAddr, script: &[&str]) -> std::io::Result<Vec<String>> {
    let stream = TcpStream::connect(addr).await?;
    let (reader, mut writer) = stream.into_split();
    let mut answers = BufReader::new(reader).lines();
    let mut heard = Vec::new();
    for line in script {
        writer.write_all(format!("{line}\n").as_bytes()).await?;
        match answers.next_line().await? {
            Some(answer) => heard.push(answer),
            None => heard.push("(closed)".to_string()),
        }
    }
    Ok(heard)
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let addr = listener.local_addr()?;
    let (stop, mut stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(async move {
        let db = Db::default();
        let mut served = 0;
        loop {
            tokio::select! {
                accepted = listener.accept() => {
                    let (socket, _) = accepted.unwrap();
                    tokio::spawn(serve(socket, db.clone()));
                    served += 1;
                }
                _ = &mut stopped => return served,
            }
        }
    });
    println!("{:?}", talk(addr, &["set a 1", "SET b two words", "get a", "GET b", "GET c", "SET a 3"]).await?);
    println!("{:?}", talk(addr, &["COUNT", "DEL a", "DEL a", "COUNT", "JUMP", "", "QUIT"]).await?);
    stop.send(()).unwrap();
    println!("{} served", server.await.unwrap());
    Ok(())
}
