//! The work is handed over as a closure: by reference, by mutable reference, by value, boxed.

use std::thread;
use std::time::Duration;

fn twice(work: impl Fn(u32)) {
    work(1);
    work(2);
}

fn repeat<F: FnMut() -> bool>(mut work: F) -> u32 {
    let mut times = 1;
    while work() {
        times += 1;
    }
    times
}

fn once<F, T>(work: F) -> T
where
    F: FnOnce() -> T,
{
    work()
}

fn make_worker(greeting: &'static str) -> Box<dyn Fn(u32) -> String> {
    Box::new(move |n| format!("{greeting}, worker {n}"))
}

fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |a| g(f(a))
}

fn main() {
    let pause = Duration::from_millis(10);
    let work = |n: u32| {
        println!("worker {n} starts");
        thread::sleep(pause);
        println!("worker {n} is done");
    };
    twice(&work);
    twice(work);

    let mut left = 3;
    let times = repeat(|| {
        left -= 1;
        println!("{left} left");
        left > 0
    });
    println!("ran {times} times, {left} left");

    let name = String::from("Dora");
    let length = once(move || {
        println!("{name} is moved in");
        name.len()
    });
    println!("a name of {length} letters");

    let workers = vec![make_worker("Hello"), make_worker("Good morning")];
    for (i, worker) in workers.iter().enumerate() {
        println!("{}", worker(i as u32));
    }

    let shout = compose(|n: i32| n * n, |n| format!("{n}!"));
    println!("{} {}", shout(7), shout(-3));
}
