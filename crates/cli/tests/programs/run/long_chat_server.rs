//! A chat server over channels: rooms, nicknames, history, private messages and a clean end.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;

use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::task::JoinHandle;

type ClientId = u32;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Event {
    Joined { room: String, nick: String },
    Left { room: String, nick: String },
    Said { room: String, nick: String, text: String },
    Closing,
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Joined { room, nick } => write!(f, "[{room}] * {nick} joined"),
            Event::Left { room, nick } => write!(f, "[{room}] * {nick} left"),
            Event::Said { room, nick, text } => write!(f, "[{room}] <{nick}> {text}"),
            Event::Closing => f.write_str("*** server is closing ***"),
        }
    }
}

#[derive(Debug)]
enum ChatError {
    NickTaken(String),
    NoSuchRoom(String),
    NotInRoom { nick: String, room: String },
    ServerGone,
}

impl fmt::Display for ChatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NickTaken(nick) => write!(f, "the nick {nick:?} is taken"),
            Self::NoSuchRoom(room) => write!(f, "no such room: {room}"),
            Self::NotInRoom { nick, room } => write!(f, "{nick} is not in {room}"),
            Self::ServerGone => write!(f, "the server is gone"),
        }
    }
}

impl std::error::Error for ChatError {}

impl<T> From<mpsc::error::SendError<T>> for ChatError {
    fn from(_: mpsc::error::SendError<T>) -> Self {
        ChatError::ServerGone
    }
}

impl From<oneshot::error::RecvError> for ChatError {
    fn from(_: oneshot::error::RecvError) -> Self {
        ChatError::ServerGone
    }
}

type Reply<T> = oneshot::Sender<Result<T, ChatError>>;

enum Command {
    Connect { nick: String, reply: Reply<ClientId> },
    Join { id: ClientId, room: String, reply: Reply<Subscription> },
    Say { id: ClientId, room: String, text: String, reply: Reply<usize> },
    Leave { id: ClientId, room: String, reply: Reply<()> },
    Disconnect { id: ClientId },
    Shutdown,
}

struct Subscription {
    history: Vec<Event>,
    events: broadcast::Receiver<Event>,
}

struct Room {
    sender: broadcast::Sender<Event>,
    members: Vec<ClientId>,
    history: VecDeque<Event>,
}

impl Room {
    const HISTORY: usize = 3;

    fn new() -> Self {
        let (sender, _) = broadcast::channel(32);
        Room { sender, members: Vec::new(), history: VecDeque::with_capacity(Self::HISTORY) }
    }

    fn publish(&mut self, event: Event) -> usize {
        if self.history.len() == Self::HISTORY {
            self.history.pop_front();
        }
        self.history.push_back(event.clone());
        self.sender.send(event).unwrap_or(0)
    }
}

#[derive(Default)]
struct Server {
    next_id: ClientId,
    clients: HashMap<ClientId, String>,
    rooms: BTreeMap<String, Room>,
    handled: usize,
}

impl Server {
    fn start() -> (Handle, JoinHandle<usize>) {
        let (tx, mut rx) = mpsc::channel(16);
        let task = tokio::spawn(async move {
            let mut server = Server::default();
            while let Some(command) = rx.recv().await {
                server.handled += 1;
                if matches!(command, Command::Shutdown) {
                    rx.close();
                    for room in server.rooms.values_mut() {
                        room.publish(Event::Closing);
                    }
                    continue;
                }
                server.handle(command);
            }
            server.handled
        });
        (Handle { tx }, task)
    }

    fn nick(&self, id: ClientId) -> &str {
        self.clients.get(&id).map_or("?", String::as_str)
    }

    fn handle(&mut self, command: Command) {
        match command {
            Command::Connect { nick, reply } => {
                let result = if self.clients.values().any(|n| n.eq_ignore_ascii_case(&nick)) {
                    Err(ChatError::NickTaken(nick))
                } else {
                    self.next_id += 1;
                    self.clients.insert(self.next_id, nick);
                    Ok(self.next_id)
                };
                let _ = reply.send(result);
            }
            Command::Join { id, room, reply } => {
                let nick = self.nick(id).to_owned();
                let entry = self.rooms.entry(room.clone()).or_insert_with(Room::new);
                let history = entry.history.iter().cloned().collect();
                let events = entry.sender.subscribe();
                entry.members.push(id);
                entry.publish(Event::Joined { room, nick });
                let _ = reply.send(Ok(Subscription { history, events }));
            }
            Command::Say { id, room, text, reply } => {
                let _ = reply.send(self.say(id, &room, text));
            }
            Command::Leave { id, room, reply } => {
                let _ = reply.send(self.leave(id, &room));
            }
            Command::Disconnect { id } => {
                let rooms: Vec<String> = self
                    .rooms
                    .iter()
                    .filter(|(_, room)| room.members.contains(&id))
                    .map(|(name, _)| name.clone())
                    .collect();
                for room in rooms {
                    let _ = self.leave(id, &room);
                }
                self.clients.remove(&id);
            }
            Command::Shutdown => unreachable!("handled by the loop"),
        }
    }

    fn say(&mut self, id: ClientId, name: &str, text: String) -> Result<usize, ChatError> {
        let nick = self.nick(id).to_string();
        let room = self.rooms.get_mut(name).ok_or_else(|| ChatError::NoSuchRoom(name.into()))?;
        if !room.members.contains(&id) {
            return Err(ChatError::NotInRoom { nick, room: name.to_string() });
        }
        Ok(room.publish(Event::Said { room: name.to_string(), nick, text }))
    }

    fn leave(&mut self, id: ClientId, name: &str) -> Result<(), ChatError> {
        let nick = self.nick(id).to_string();
        let Some(room) = self.rooms.get_mut(name) else {
            return Err(ChatError::NoSuchRoom(name.to_owned()));
        };
        let before = room.members.len();
        room.members.retain(|&member| member != id);
        if room.members.len() == before {
            return Err(ChatError::NotInRoom { nick, room: name.to_string() });
        }
        room.publish(Event::Left { room: name.to_string(), nick });
        if room.members.is_empty() {
            self.rooms.remove(name);
        }
        Ok(())
    }
}

#[derive(Clone)]
struct Handle {
    tx: mpsc::Sender<Command>,
}

impl Handle {
    async fn ask<T>(&self, make: impl FnOnce(Reply<T>) -> Command) -> Result<T, ChatError> {
        let (reply, answer) = oneshot::channel();
        self.tx.send(make(reply)).await?;
        answer.await?
    }

    async fn connect(&self, nick: &str) -> Result<Client, ChatError> {
        let id = self.ask(|reply| Command::Connect { nick: nick.to_string(), reply }).await?;
        Ok(Client { id, nick: nick.to_string(), server: self.clone(), readers: Vec::new() })
    }
}

struct Client {
    id: ClientId,
    nick: String,
    server: Handle,
    readers: Vec<JoinHandle<Vec<String>>>,
}

impl Client {
    async fn join(&mut self, room: &str) -> Result<usize, ChatError> {
        let id = self.id;
        let room = room.to_string();
        let Subscription { history, mut events } =
            self.server.ask(|reply| Command::Join { id, room, reply }).await?;
        let old = history.len();
        self.readers.push(tokio::spawn(async move {
            let mut log: Vec<String> = history.iter().map(|e| format!("(old) {e}")).collect();
            loop {
                match events.recv().await {
                    Ok(Event::Closing) => {
                        log.push(Event::Closing.to_string());
                        break;
                    }
                    Ok(event) => log.push(event.to_string()),
                    Err(broadcast::error::RecvError::Lagged(n)) => log.push(format!("(missed {n})")),
                    Err(broadcast::error::RecvError::Closed) => break,
                }
            }
            log
        }));
        Ok(old)
    }

    async fn say(&self, room: &str, text: impl Into<String>) -> Result<usize, ChatError> {
        let (id, room, text) = (self.id, room.to_string(), text.into());
        self.server.ask(move |reply| Command::Say { id, room, text, reply }).await
    }

    async fn leave(&self, room: &str) -> Result<(), ChatError> {
        let (id, room) = (self.id, room.to_string());
        self.server.ask(move |reply| Command::Leave { id, room, reply }).await
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (server, task) = Server::start();

    let mut ann = server.connect("ann").await?;
    let mut bob = server.connect("bob").await?;
    if let Err(e) = server.connect("ANN").await {
        println!("error: {e}");
    }

    ann.join("rust").await?;
    println!("reached {}", ann.say("rust", "anyone here?").await?);
    println!("bob sees {} old events", bob.join("rust").await?);
    println!("reached {}", bob.say("rust", format!("hi {}", ann.nick)).await?);
    bob.join("cats").await?;
    for text in ["meow", "purr", "hiss", "zzz"] {
        bob.say("cats", text).await?;
    }
    println!("ann sees {} old events", ann.join("cats").await?);

    for result in [ann.say("dogs", "woof").await, ann.say("cats", "aww").await] {
        match result {
            Ok(n) => println!("ok, {n} heard"),
            Err(e @ ChatError::NoSuchRoom(_)) => println!("error: {e} ({e:?})"),
            Err(e) => println!("error: {e}"),
        }
    }
    bob.leave("cats").await?;
    println!("{}", bob.leave("cats").await.unwrap_err());
    println!("{}", bob.say("cats", "?").await.unwrap_err());

    server.tx.send(Command::Disconnect { id: bob.id }).await?;
    ann.say("rust", "bye all").await?;
    server.tx.send(Command::Shutdown).await?;
    println!("handled {}", task.await?);

    for client in [ann, bob] {
        println!("--- {} ({})", client.nick, client.id);
        for reader in client.readers {
            for line in reader.await? {
                println!("{line}");
            }
        }
    }
    match server.connect("late").await {
        Ok(_) => println!("connected?"),
        Err(e) => println!("{e}"),
    }
    Ok(())
}
