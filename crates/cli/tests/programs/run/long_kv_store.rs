//! A key-value store with text commands, expiry, transactions and subscriptions by pattern.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, RwLock, broadcast, watch};
use tokio::time::{self, Instant};

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Text(String),
    Int(i64),
    List(Vec<String>),
}

impl Value {
    const fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "text",
            Value::Int(_) => "int",
            Value::List(_) => "list",
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Int)
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(s) => write!(f, "{s:?}"),
            Value::Int(n) => write!(f, "(int) {n}"),
            Value::List(items) => f.debug_list().entries(items).finish(),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Command {
    Get(String),
    Set { key: String, value: Value, ttl: Option<Duration> },
    Del(Vec<String>),
    Incr(String, i64),
    Push(String, Vec<String>),
    Keys(Pattern),
    Ttl(String),
    Publish { channel: String, message: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern(String);

impl Pattern {
    fn matches(&self, key: &str) -> bool {
        match self.0.split_once('*') {
            None => self.0 == key,
            Some((start, end)) => {
                key.len() >= start.len() + end.len() && key.starts_with(start) && key.ends_with(end)
            }
        }
    }
}

#[derive(Debug, PartialEq)]
enum KvError {
    Empty,
    Unknown(String),
    Missing { command: &'static str, what: &'static str },
    BadNumber(std::num::ParseIntError),
    WrongType { expected: &'static str, found: &'static str },
    Overflow,
}

impl Display for KvError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        use KvError::*;
        match self {
            Empty => write!(f, "ERR empty command"),
            Unknown(name) => write!(f, "ERR unknown command '{name}'"),
            Missing { command, what } => write!(f, "ERR {command} needs {what}"),
            BadNumber(e) => write!(f, "ERR {e}"),
            WrongType { expected, found } => write!(f, "WRONGTYPE expected {expected}, found {found}"),
            Overflow => f.pad("ERR overflow"),
        }
    }
}

impl std::error::Error for KvError {}

impl From<std::num::ParseIntError> for KvError {
    fn from(e: std::num::ParseIntError) -> Self {
        Self::BadNumber(e)
    }
}

impl FromStr for Command {
    type Err = KvError;

    fn from_str(line: &str) -> Result<Self, Self::Err> {
        let mut words = line.split_whitespace();
        let name = words.next().ok_or(KvError::Empty)?.to_ascii_uppercase();
        let mut next = |command, what| {
            words.next().map(String::from).ok_or(KvError::Missing { command, what })
        };
        Ok(match name.as_str() {
            "GET" => Command::Get(next("GET", "a key")?),
            "SET" => {
                let key = next("SET", "a key")?;
                let value = Value::from(&*next("SET", "a value")?);
                let ttl = match words.next() {
                    Some(word) if word.eq_ignore_ascii_case("EX") => {
                        let seconds = words
                            .next()
                            .ok_or(KvError::Missing { command: "SET", what: "seconds" })?;
                        Some(Duration::from_secs(seconds.parse()?))
                    }
                    _ => None,
                };
                Command::Set { key, value, ttl }
            }
            "DEL" => Command::Del(words.map(str::to_string).collect()),
            "INCR" => Command::Incr(next("INCR", "a key")?, 1),
            "DECRBY" => {
                let key = next("DECRBY", "a key")?;
                Command::Incr(key, -next("DECRBY", "a number")?.parse::<i64>()?)
            }
            "PUSH" => {
                let key = next("PUSH", "a key")?;
                Command::Push(key, words.map(Into::into).collect())
            }
            "KEYS" => Command::Keys(Pattern(next("KEYS", "a pattern").unwrap_or("*".into()))),
            "TTL" => Command::Ttl(next("TTL", "a key")?),
            "PUBLISH" => {
                let channel = next("PUBLISH", "a channel")?;
                let message = words.collect::<Vec<_>>().join(" ");
                Command::Publish { channel, message }
            }
            other => return Err(KvError::Unknown(other.to_string())),
        })
    }
}

#[derive(Debug)]
struct Entry {
    value: Value,
    expires: Option<Instant>,
}

impl Entry {
    fn is_live(&self, now: Instant) -> bool {
        self.expires.is_none_or(|at| now < at)
    }
}

struct Store {
    entries: RwLock<BTreeMap<String, Entry>>,
    channels: Mutex<HashMap<String, broadcast::Sender<Arc<str>>>>,
    version: watch::Sender<u64>,
}

#[derive(Debug, PartialEq)]
enum Reply {
    Ok,
    Nil,
    Value(Value),
    Count(usize),
}

impl Display for Reply {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Reply::Ok => f.write_str("OK"),
            Reply::Nil => f.write_str("(nil)"),
            Reply::Value(value) => value.fmt(f),
            Reply::Count(n) => write!(f, "({n})"),
        }
    }
}

impl Store {
    fn new() -> Arc<Self> {
        let (version, _) = watch::channel(0);
        Arc::new(Store { entries: RwLock::default(), channels: Mutex::default(), version })
    }

    async fn subscribe(&self, channel: &str) -> broadcast::Receiver<Arc<str>> {
        self.channels
            .lock()
            .await
            .entry(channel.to_string())
            .or_insert_with(|| broadcast::channel(2).0)
            .subscribe()
    }

    async fn execute(&self, command: Command) -> Result<Reply, KvError> {
        let now = Instant::now();
        match command {
            Command::Get(key) => {
                let entries = self.entries.read().await;
                let live = entries.get(&key).filter(|e| e.is_live(now));
                Ok(live.map_or(Reply::Nil, |e| Reply::Value(e.value.clone())))
            }
            Command::Set { key, value, ttl } => {
                let expires = ttl.map(|ttl| now + ttl);
                self.entries.write().await.insert(key, Entry { value, expires });
                self.version.send_modify(|v| *v += 1);
                Ok(Reply::Ok)
            }
            Command::Del(keys) => {
                let mut entries = self.entries.write().await;
                let n = keys.iter().filter_map(|key| entries.remove(key)).count();
                self.version.send_if_modified(|v| {
                    *v += n as u64;
                    n > 0
                });
                Ok(Reply::Count(n))
            }
            Command::Incr(key, by) => {
                let mut entries = self.entries.write().await;
                let entry = entries
                    .entry(key)
                    .and_modify(|e| if !e.is_live(now) { e.value = Value::Int(0) })
                    .or_insert(Entry { value: Value::Int(0), expires: None });
                match &mut entry.value {
                    Value::Int(n) => {
                        *n = n.checked_add(by).ok_or(KvError::Overflow)?;
                        self.version.send_modify(|v| *v += 1);
                        Ok(Reply::Value(Value::Int(*n)))
                    }
                    other => Err(KvError::WrongType { expected: "int", found: other.kind() }),
                }
            }
            Command::Push(key, items) => {
                let mut entries = self.entries.write().await;
                let entry = entries
                    .entry(key)
                    .or_insert_with(|| Entry { value: Value::List(vec![]), expires: None });
                let Value::List(list) = &mut entry.value else {
                    return Err(KvError::WrongType { expected: "list", found: entry.value.kind() });
                };
                list.extend(items);
                Ok(Reply::Count(list.len()))
            }
            Command::Keys(pattern) => {
                let entries = self.entries.read().await;
                let keys = entries
                    .iter()
                    .filter(|(key, entry)| entry.is_live(now) && pattern.matches(key))
                    .map(|(key, _)| key.clone())
                    .collect();
                Ok(Reply::Value(Value::List(keys)))
            }
            Command::Ttl(key) => Ok(match self.entries.read().await.get(&key) {
                Some(Entry { expires: Some(at), .. }) if *at > now => {
                    Reply::Count((*at - now).as_secs() as usize)
                }
                _ => Reply::Nil,
            }),
            Command::Publish { channel, message } => {
                let channels = self.channels.lock().await;
                let heard = channels.get(&channel).and_then(|tx| tx.send(message.into()).ok());
                Ok(Reply::Count(heard.unwrap_or_default()))
            }
        }
    }

    async fn line(&self, line: &str) -> Result<Reply, KvError> {
        self.execute(line.parse()?).await
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let store = Store::new();
    let mut version = store.version.subscribe();
    let watcher = tokio::spawn(async move {
        let mut seen = 0;
        while version.changed().await.is_ok() {
            seen += 1;
            if *version.borrow_and_update() >= 8 {
                break;
            }
        }
        seen > 0
    });

    let script = "SET name ferris\nGET name\nset n 41\nINCR n\nINCR name\nDECRBY n 2\nDECRBY n two\n\
                  SET max 9223372036854775807\nINCR max\nPUSH todo eat sleep\nPUSH todo code\nGET todo\n\
                  PUSH n x\nKEYS n*\nKEYS *x\nKEYS\nSET tmp v EX 10\nTTL tmp\nSET tmp2 v EX\nDEL n nothing max\n\
                  GET n\nFLY away\n\nGET";
    for line in script.lines() {
        match store.line(line).await {
            Ok(reply) => println!("> {line:<32}{reply}"),
            Err(e) => println!("> {line:<32}{e}"),
        }
    }
    time::advance(Duration::from_millis(4_500)).await;
    println!("ttl {:?}", store.line("TTL tmp").await);
    time::sleep(Duration::from_secs(6)).await;
    println!("gone {:?} {:?}", store.line("GET tmp").await, store.line("KEYS t*").await);

    let mut quick = store.subscribe("news").await;
    let mut slow = store.subscribe("news").await;
    let reader = tokio::spawn(async move {
        let mut got = Vec::new();
        while let Ok(Ok(message)) = time::timeout(Duration::from_secs(1), quick.recv()).await {
            got.push(message);
        }
        got
    });
    for text in ["one", "two words", "three", "four"] {
        let reply = store.line(&format!("PUBLISH news {text}")).await.unwrap();
        println!("published {text:?} to {reply}");
        tokio::task::yield_now().await;
    }
    println!("{:?}", store.line("PUBLISH void hello").await);
    println!("{:?}", reader.await.unwrap());
    println!("{:?}", slow.recv().await);
    println!("{:?} {:?}", slow.recv().await, slow.try_recv());
    println!("{:?}", slow.try_recv());

    let mut adders = tokio::task::JoinSet::new();
    for n in 0..10 {
        let store = Arc::clone(&store);
        adders.spawn(async move {
            time::sleep(Duration::from_millis(10 * (10 - n))).await;
            store.line("INCR hits").await.map(|_| n)
        });
    }
    let mut order = Vec::new();
    while let Some(done) = adders.join_next().await {
        order.push(done.unwrap().unwrap());
    }
    println!("{order:?} {}", store.line("GET hits").await.unwrap());
    println!("{} {}", watcher.await.unwrap(), *store.version.borrow());
}
