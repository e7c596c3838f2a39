//! A terminal of the page: one connection to an echo server, as netcat would make it.

use super::{STUCK, Shared};
use crate::connections::Place;
use axum::extract::ws::{Message, WebSocket};
use futures::stream::{SplitSink, SplitStream};
use futures::{SinkExt as _, StreamExt as _};
use protocol::live::{FromTerminal, ToTerminal, Which};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::time::timeout;

/// Bytes passed on at once.
const PIECE: usize = 16 * 1024;
/// The server closes a connection that is silent for this long or longer; so do we.
const CONNECT: Duration = Duration::from_secs(5);

type Sender = SplitSink<WebSocket, Message>;

pub async fn serve(socket: WebSocket, live: Arc<Shared>, which: Which, _place: Place) {
    let (mut to_page, from_page) = socket.split();
    let why = match connect(&live, which).await {
        Err(why) => Some(why),
        Ok((stream, local)) => {
            let at = live.story.now();
            if send(&mut to_page, &FromTerminal::Opened { at, local })
                .await
                .is_err()
            {
                return;
            }
            let (from_server, to_server) = stream.into_split();
            tokio::select! {
                why = answers(from_server, &mut to_page, &live) => why,
                why = typed(from_page, to_server) => Some(why),
            }
        }
    };
    let at = live.story.now();
    let _ = send(&mut to_page, &FromTerminal::Closed { at, why }).await;
    let _ = timeout(STUCK, to_page.close()).await;
}

async fn connect(live: &Shared, which: Which) -> Result<(TcpStream, String), String> {
    let address = live.address(which)?;
    let stream = match timeout(CONNECT, TcpStream::connect(address)).await {
        Ok(stream) => stream.map_err(|error| error.to_string())?,
        Err(_) => return Err("the server did not answer".to_owned()),
    };
    let local = stream.local_addr().map_err(|error| error.to_string())?;
    let _ = stream.set_nodelay(true);
    Ok((stream, local.to_string()))
}

/// From the server to the page, until the server closes; returns why it broke off otherwise.
async fn answers(mut from: OwnedReadHalf, to: &mut Sender, live: &Shared) -> Option<String> {
    let mut piece = vec![0; PIECE];
    loop {
        match from.read(&mut piece).await {
            Ok(0) => return None,
            Ok(read) => {
                let at = live.story.now();
                let bytes = piece[..read].to_vec();
                if send(to, &FromTerminal::Bytes { at, bytes }).await.is_err() {
                    return Some("the page has gone".to_owned());
                }
            }
            Err(error) => return Some(error.to_string()),
        }
    }
}

/// From the page to the server; returns why when the page breaks off. A page that has finished still
/// waits for the answers.
async fn typed(mut from: SplitStream<WebSocket>, to: OwnedWriteHalf) -> String {
    let mut to = Some(to);
    while let Some(Ok(message)) = from.next().await {
        let bytes = match message {
            Message::Binary(bytes) => bytes,
            Message::Ping(_) | Message::Pong(_) => continue,
            Message::Text(_) | Message::Close(_) => break,
        };
        match (postcard::from_bytes(&bytes), &mut to) {
            (Ok(ToTerminal::Bytes(bytes)), Some(server)) => {
                if let Err(error) = server.write_all(&bytes).await {
                    return error.to_string();
                }
            }
            // Dropping this half closes it.
            (Ok(ToTerminal::Finish), _) => drop(to.take()),
            (Ok(ToTerminal::Bytes(_)), None) => return "bytes after the end".to_owned(),
            (Err(_), _) => return "the page said something that is not understood".to_owned(),
        }
    }
    "the page has gone".to_owned()
}

async fn send(to: &mut Sender, message: &FromTerminal) -> Result<(), ()> {
    let bytes = postcard::to_allocvec(message).map_err(|_| ())?;
    match timeout(STUCK, to.send(Message::Binary(bytes.into()))).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(()),
    }
}
