//! A task takes along what it uses; what all of them use, they own together.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let book = Arc::new(Mutex::new(Vec::new()));
    let guests = vec![
        String::from("Ada"),
        String::from("Bob"),
        String::from("Cleo"),
    ];

    let mut set = JoinSet::new();
    for (guest, millis) in guests.into_iter().zip([300, 100, 200]) {
        let book = Arc::clone(&book);
        set.spawn(async move {
            sleep(Duration::from_millis(millis)).await;
            println!("{guest} signs the book");
            book.lock().unwrap().push(guest);
        });
    }
    println!("owners of the book: {}", Arc::strong_count(&book));

    while set.join_next().await.is_some() {
        println!("owners of the book: {}", Arc::strong_count(&book));
    }
    println!("{:?}", book.lock().unwrap());
}
