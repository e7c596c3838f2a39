//! Tasks that are not `Send`, on their own thread.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use tokio::task::{self, LocalSet};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let shared = Rc::new(RefCell::new(Vec::new()));
    let local = LocalSet::new();
    let outputs = local
        .run_until(async {
            let tasks: Vec<_> = (0..3)
                .map(|i| {
                    let shared = shared.clone();
                    task::spawn_local(async move {
                        shared.borrow_mut().push(i);
                        tokio::time::sleep(Duration::from_millis(10 - i)).await;
                        shared.borrow_mut().push(i * 10);
                        i
                    })
                })
                .collect();
            let mut outputs = Vec::new();
            for task in tasks {
                outputs.push(task.await.unwrap());
            }
            outputs
        })
        .await;
    println!("{outputs:?} {:?}", shared.borrow());

    let local = LocalSet::new();
    let seen = shared.clone();
    local.spawn_local(async move {
        println!("first");
        task::spawn_local(async move {
            println!("nested, {} before", seen.borrow().len());
        });
        task::yield_now().await;
        println!("first again");
    });
    local.await;
    println!("all done");

    let local = LocalSet::new();
    let kept = shared.clone();
    local.spawn_local(async move {
        let _kept = kept;
        std::future::pending::<()>().await
    });
    println!("{}", Rc::strong_count(&shared));
    drop(local);
    println!("{}", Rc::strong_count(&shared));
    let outside = std::panic::catch_unwind(|| drop(task::spawn_local(async {})));
    println!("{}", outside.is_err());
}
