//! A bank in which everybody locks the account with the lower number first.

use std::time::Duration;

use tokio::join;
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout};

/// Asks whether the money may be moved; the accounts must not change meanwhile.
async fn ask_the_office() {
    sleep(Duration::from_millis(50)).await;
}

async fn transfer(accounts: &[Mutex<i64>], from: usize, to: usize, amount: i64) {
    let mut lower = accounts[from.min(to)].lock().await;
    ask_the_office().await;
    let mut higher = accounts[from.max(to)].lock().await;
    ask_the_office().await;
    let (source, target) = if from < to {
        (&mut lower, &mut higher)
    } else {
        (&mut higher, &mut lower)
    };
    **source -= amount;
    **target += amount;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let accounts = [100, 100, 100, 100].map(Mutex::new);
    let day = async {
        join!(
            transfer(&accounts, 0, 1, 30),
            transfer(&accounts, 1, 0, 10),
            transfer(&accounts, 2, 3, 50),
        )
    };
    if timeout(Duration::from_secs(1), day).await.is_err() {
        println!("the bank stands still");
    }
    for account in &accounts {
        println!("{}", account.lock().await);
    }
}
