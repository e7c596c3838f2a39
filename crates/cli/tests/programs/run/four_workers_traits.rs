//! Generic code over a trait with an associated type, a default method and several implementors.

use futures::executor::block_on;
use std::fmt::{self, Display};
use std::thread;
use std::time::Duration;

trait Work {
    type Output: Display;

    fn name(&self) -> String;
    fn perform(&mut self) -> Self::Output;

    fn pause(&self) -> Duration {
        Duration::from_millis(5)
    }
}

struct Counter(u32);
struct Baker<'a> {
    cakes: &'a [&'a str],
}
struct Cake(String);

impl Display for Cake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {} cake", self.0)
    }
}

impl Work for Counter {
    type Output = u32;

    fn name(&self) -> String {
        "counter".to_string()
    }

    fn perform(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

impl<'a> Work for Baker<'a> {
    type Output = Cake;

    fn name(&self) -> String {
        format!("baker with {} recipes", self.cakes.len())
    }

    fn perform(&mut self) -> Cake {
        let (first, rest) = self.cakes.split_first().expect("a recipe is left");
        self.cakes = rest;
        Cake(first.to_string())
    }

    fn pause(&self) -> Duration {
        Duration::from_millis(10) * 2
    }
}

fn do_work<W: Work>(worker: &mut W, times: usize) -> Vec<W::Output> {
    println!("{} starts", worker.name());
    let mut done = Vec::new();
    for _ in 0..times {
        thread::sleep(worker.pause());
        done.push(worker.perform());
    }
    done
}

async fn do_work_async<W>(mut worker: W) -> (W, W::Output)
where
    W: Work,
{
    let output = worker.perform();
    (worker, output)
}

fn largest<T: PartialOrd + Copy>(items: &[T]) -> Option<T> {
    let mut items = items.iter();
    let mut best = *items.next()?;
    for &item in items {
        if item > best {
            best = item;
        }
    }
    Some(best)
}

fn main() {
    let mut counter = Counter(10);
    let counts = do_work(&mut counter, 3);
    println!("{counts:?}, largest {:?}", largest(&counts));
    println!("{:?} {:?}", largest(&['x', 'q']), largest::<i8>(&[]));

    let mut baker = Baker { cakes: &["lemon", "plum", "nut"] };
    for cake in do_work(&mut baker, 2) {
        println!("{cake}");
    }
    let (baker, cake) = block_on(do_work_async(baker));
    println!("{cake}; {}", baker.name());
}
