//! What blocks the thread holds up all its tasks; what tokio does on other threads does not.

use std::time::Duration;
use tokio::task::{spawn_blocking, yield_now};

async fn tick(name: &str, log: &std::sync::Mutex<Vec<String>>) {
    for n in 1..=3 {
        log.lock().unwrap().push(format!("{name} {n}"));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let log = std::sync::Mutex::new(Vec::new());

    let blocking = async {
        yield_now().await;
        std::thread::sleep(Duration::from_millis(150));
        log.lock().unwrap().push("the thread is free again".to_string());
    };
    tokio::join!(tick("first", &log), blocking);
    println!("{:#?}", log.lock().unwrap().drain(..).collect::<Vec<_>>());

    let elsewhere = async {
        spawn_blocking(|| std::thread::sleep(Duration::from_millis(150))).await.unwrap();
        log.lock().unwrap().push("the other thread is free".to_string());
    };
    tokio::join!(tick("second", &log), elsewhere);
    println!("{:#?}", log.lock().unwrap().drain(..).collect::<Vec<_>>());

    let path = std::env::temp_dir().join("pollscope_net_fs_blocking.txt");
    let reading = async {
        tokio::fs::write(&path, "text").await.unwrap();
        let text = tokio::fs::read_to_string(&path).await.unwrap();
        tokio::fs::remove_file(&path).await.unwrap();
        text
    };
    let (text, n) = tokio::join!(reading, async { 7 });
    println!("{text} {n}");
}
