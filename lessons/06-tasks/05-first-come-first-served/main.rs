//! Results of tasks: from handles in the order you ask, from a set in the order they come.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

const CAKES: [(&str, u64); 3] = [("plum cake", 300), ("biscuits", 100), ("bread", 200)];

async fn bake(cake: &str, millis: u64) -> String {
    sleep(Duration::from_millis(millis)).await;
    println!("  {cake}: out of the oven");
    format!("warm {cake}")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("handles");
    let mut handles = Vec::new();
    for (cake, millis) in CAKES {
        handles.push(tokio::spawn(bake(cake, millis)));
    }
    for handle in handles {
        let cake = handle.await.unwrap();
        println!("served: {cake}");
    }

    println!("a set");
    let mut set = JoinSet::new();
    for (cake, millis) in CAKES {
        set.spawn(bake(cake, millis));
    }
    while let Some(result) = set.join_next().await {
        let cake = result.unwrap();
        println!("served: {cake}");
    }
}
