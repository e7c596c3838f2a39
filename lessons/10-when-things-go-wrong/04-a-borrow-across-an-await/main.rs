//! A borrow held across an await locks the others out.

use std::cell::RefCell;
use std::thread;
use std::time::Duration;

use futures::channel::oneshot;
use futures::executor::block_on;
use futures::join;

/// Waits without holding the thread: a second thread sleeps, then sends word.
async fn pause(millis: u64) {
    let (done, word) = oneshot::channel();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(millis));
        done.send(()).ok();
    });
    word.await.ok();
}

async fn save(log: &RefCell<Vec<String>>) {
    let lines = log.borrow();
    println!("saving {} lines", lines.len());
    pause(200).await;
    println!("saved");
}

async fn append(log: &RefCell<Vec<String>>, line: &str) {
    match log.try_borrow_mut() {
        Ok(mut lines) => {
            lines.push(line.to_owned());
            println!("added: {line}");
        }
        Err(_) => println!("lost: {line}"),
    }
}

fn main() {
    let log = RefCell::new(vec![String::from("started")]);
    block_on(async {
        join!(save(&log), append(&log, "a guest came"));
        append(&log, "the guest left").await;
    });
    println!("{:?}", log.borrow());
}
