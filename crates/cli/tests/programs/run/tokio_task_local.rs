//! Values of a task.

use tokio::task::yield_now;

tokio::task_local! {
    static NAME: String;
    /// With a comment.
    pub static DEPTH: u32;
}

async fn hello() -> String {
    yield_now().await;
    NAME.with(|name| format!("hello {name} at {}", DEPTH.get()))
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let tasks: Vec<_> = ["ann", "bob"]
        .into_iter()
        .map(|name| tokio::spawn(NAME.scope(name.to_string(), DEPTH.scope(1, hello()))))
        .collect();
    for task in tasks {
        println!("{}", task.await.unwrap());
    }
    DEPTH
        .scope(1, async {
            println!("{}", DEPTH.get());
            DEPTH.scope(2, async { println!("{}", DEPTH.get()) }).await;
            println!("{} {}", DEPTH.get(), DEPTH.sync_scope(3, || DEPTH.get()));
            // A spawned task has none.
            let spawned = tokio::spawn(async { DEPTH.try_with(|d| *d) })
                .await
                .unwrap();
            println!("{spawned:?} {}", spawned.unwrap_err());
        })
        .await;
    let panics = tokio::spawn(async { NAME.get() }).await.unwrap_err();
    println!("{panics}");
}
