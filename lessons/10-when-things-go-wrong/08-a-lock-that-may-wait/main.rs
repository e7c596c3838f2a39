//! A lock that is held across an await must be one for which others can wait without blocking.

use std::time::Duration;

use tokio::join;
use tokio::sync::Mutex;
use tokio::time::sleep;

/// One printer for all: a page of one letter must not end up in another.
async fn print_letter(printer: &Mutex<u32>, writer: &str) {
    println!("{writer}: would like to print");
    let mut pages = printer.lock().await;
    println!("{writer}: has the printer");
    for _ in 0..2 {
        sleep(Duration::from_millis(100)).await;
        *pages += 1;
    }
    println!("{writer}: done, {pages} pages so far");
}

async fn clock() {
    for n in 1..=2 {
        sleep(Duration::from_millis(150)).await;
        println!("tick {n}");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let printer = Mutex::new(0);
    join!(
        print_letter(&printer, "Ada"),
        print_letter(&printer, "Bob"),
        clock()
    );
}
