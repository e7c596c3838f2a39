//! Exercise: three machines that could run side by side, if it were not for their log.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use tokio::time::sleep;

type Log = Rc<RefCell<Vec<String>>>;

const MACHINES: [(&str, u64); 3] = [("mill", 300), ("press", 100), ("oven", 200)];

async fn run(machine: &str, millis: u64, log: Log) {
    sleep(Duration::from_millis(millis)).await;
    log.borrow_mut().push(format!("{machine} is done"));
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let log = Log::default();
    for (machine, millis) in MACHINES {
        // With tokio::spawn around this, it does not compile.
        run(machine, millis, log.clone()).await;
    }
    for line in log.borrow().iter() {
        println!("{line}");
    }
}
