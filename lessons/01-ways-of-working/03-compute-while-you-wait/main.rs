//! Pages are fetched by one thread while another works on those that have come.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const LIMITS: [u32; 3] = [200, 300, 400];

/// Stands for a disk or a network: a wait, and hardly any work.
fn fetch(limit: u32) -> Vec<u32> {
    thread::sleep(Duration::from_millis(5));
    (2..limit).collect()
}

/// Work: the processor is busy from the first line to the last.
fn count_primes(numbers: &[u32]) -> usize {
    let is_prime = |n: &u32| (2..*n).all(|d| n % d != 0);
    numbers.iter().copied().filter(is_prime).count()
}

fn one_after_the_other() {
    for limit in LIMITS {
        let page = fetch(limit);
        println!("{} primes below {limit}", count_primes(&page));
    }
}

fn overlapped() {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        for limit in LIMITS {
            if send.send((limit, fetch(limit))).is_err() {
                break;
            }
        }
    });
    for (limit, page) in receive {
        println!("{} primes below {limit}", count_primes(&page));
    }
}

fn main() {
    println!("one after the other");
    one_after_the_other();
    println!("overlapped");
    overlapped();
}
