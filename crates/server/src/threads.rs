//! The echo server with a thread a connection, to compare: the same bytes, blocking.

use crate::connections::{self, Closing, Places};
use crate::echo::{BUFFER, IDLE};
use crate::story::{Story, thread_here};
use std::collections::HashMap;
use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;
use trace::{Kind, WaitReason};

/// Beside the lesson's port.
pub const PORT: u16 = 8081;
/// Bytes of each thread's stack: what the echo needs is a buffer and a few calls.
const STACK: usize = 128 * 1024;

/// Accepts connections until the server closes. Then those that are open get back what they have sent,
/// and are closed.
///
/// Only accepting is asynchronous, so that it can be asked to end; a connection is its thread's alone.
pub async fn run(listener: TcpListener, connections: u32, story: Story, closing: Closing) {
    let places = Places::new(connections);
    let open = Open::default();
    let serve = async {
        let mut number = 0_u64;
        while let Some((stream, place)) = connections::accept(&listener, &places, &closing).await {
            let name = story.connection(&stream);
            let Ok(stream) = blocking(stream) else {
                continue;
            };
            number += 1;
            let (story, open) = (story.clone(), open.clone());
            open.lock().insert(number, stream.clone());
            let thread = {
                let (name, open) = (name.clone(), open.clone());
                move || {
                    story.thread(&name, || echo(&stream, &story));
                    open.lock().remove(&number);
                    drop(place);
                }
            };
            let started = std::thread::Builder::new()
                .name(name)
                .stack_size(STACK)
                .spawn(thread);
            if started.is_err() {
                // The machine has no more threads: the connection is closed, the others go on.
                open.lock().remove(&number);
            }
        }
    };
    story.spawned("echo server with threads", serve).await;
    // What has come is still read; then the read says that it is the end.
    open.shut(Shutdown::Read);
    places.all_free(connections::GRACE).await;
    open.shut(Shutdown::Both);
}

/// The connections that are open, so that closing can reach a thread that is blocked in one.
#[derive(Clone, Default)]
struct Open(Arc<Mutex<HashMap<u64, Arc<TcpStream>>>>);

impl Open {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Arc<TcpStream>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shut(&self, how: Shutdown) {
        for stream in self.lock().values() {
            let _ = stream.shutdown(how);
        }
    }
}

fn blocking(stream: tokio::net::TcpStream) -> io::Result<Arc<TcpStream>> {
    let stream = stream.into_std()?;
    stream.set_nonblocking(false)?;
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_write_timeout(Some(IDLE))?;
    Ok(Arc::new(stream))
}

/// Sends back what comes until the other side closes or breaks off.
fn echo(mut stream: &TcpStream, story: &Story) {
    let mut buffer = [0; BUFFER];
    loop {
        story.note(|| Kind::ThreadBlock {
            on: WaitReason::Other("read".into()),
        });
        let read = stream.read(&mut buffer);
        story.note(|| Kind::ThreadUnblock {
            thread: thread_here(),
        });
        let read = match read {
            Ok(read @ 1..) => read,
            Ok(0) | Err(_) => break,
        };
        if stream.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    let _ = stream.shutdown(Shutdown::Write);
}
