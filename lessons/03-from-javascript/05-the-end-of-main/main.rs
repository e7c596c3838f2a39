//! When main returns, all is over: what is still in the background is dropped.

use std::time::Duration;

use tokio::time::sleep;

struct Page(&'static str);

impl Drop for Page {
    fn drop(&mut self) {
        println!("{}: put away", self.0);
    }
}

async fn write_down(name: &'static str, millis: u64) {
    let page = Page(name);
    sleep(Duration::from_millis(millis)).await;
    println!("{}: written", page.0);
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let diary = tokio::spawn(write_down("diary", 300));
    tokio::spawn(write_down("letter", 200));
    tokio::spawn(write_down("novel", 900));

    sleep(Duration::from_millis(100)).await;
    println!("main: has nothing more to do");
    diary.await.unwrap();
    println!("main: returns");
}
