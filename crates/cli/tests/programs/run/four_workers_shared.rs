//! Threads and futures add to counters that they share.

use futures::executor::block_on;
use futures::join;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

struct Board {
    started: AtomicUsize,
    steps: AtomicU32,
    best: AtomicU32,
}

fn do_work(n: u32, board: Arc<Board>) {
    board.started.fetch_add(1, Ordering::Relaxed);
    for _ in 0..100 * n {
        board.steps.fetch_add(1, Ordering::Relaxed);
    }
    board.best.fetch_max(n, Ordering::AcqRel);
    thread::sleep(Duration::from_millis(5));
}

async fn do_work_async(n: u32, board: &Board) -> u32 {
    let before = board.steps.fetch_sub(n, Ordering::SeqCst);
    board.started.fetch_add(1, Ordering::Relaxed);
    before
}

fn main() {
    let board = Arc::new(Board { started: AtomicUsize::new(0), steps: AtomicU32::new(0), best: AtomicU32::new(0) });
    let handles: Vec<_> = (1..=4)
        .map(|n| {
            let board = Arc::clone(&board);
            thread::spawn(move || do_work(n, board))
        })
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
    println!("{} workers, {} steps", board.started.load(Ordering::SeqCst), board.steps.load(Ordering::SeqCst));
    println!("the best was {}", board.best.load(Ordering::SeqCst));
    println!("the only owner: {}", Arc::strong_count(&board) == 1);

    let before = block_on(async { join!(do_work_async(1, &board), do_work_async(10, &board)) });
    println!("{before:?}, then {}", board.steps.load(Ordering::SeqCst));
    match board.best.compare_exchange(4, 40, Ordering::SeqCst, Ordering::SeqCst) {
        Ok(old) => println!("exchanged {old}"),
        Err(now) => println!("was {now}"),
    }
    println!("{:?}", board.best.compare_exchange(4, 400, Ordering::SeqCst, Ordering::Relaxed));
    println!("swap {} {}", board.started.swap(0, Ordering::SeqCst), board.started.load(Ordering::SeqCst));
}
