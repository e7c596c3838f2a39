//! What tasks borrow must live as long as the program.

use std::sync::Arc;
#[tokio::main]
async fn main() {
    let text = String::from("x");
    let h = tokio::spawn(async {
        println!("{text}");
    });
    h.await.unwrap();
    let n = 5;
    let r = &n;
    tokio::spawn(async move {
        println!("{r}");
    });
    let v = Arc::new(vec![1]);
    tokio::task::spawn_blocking(|| println!("{v:?}"));
}
