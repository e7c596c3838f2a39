//! The adaptors and consumers of Iterator.

use std::collections::{BTreeMap, HashSet};
use std::iter;

#[derive(Debug, Clone, PartialEq)]
struct Reading {
    sensor: &'static str,
    value: f64,
}

struct Countdown(u32);

impl Iterator for Countdown {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.0 = self.0.checked_sub(1)?;
        Some(self.0)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0 as usize, Some(self.0 as usize))
    }
}

impl ExactSizeIterator for Countdown {}

fn adaptors() {
    let words = ["alpha", "beta", "gamma", "delta", "epsilon"];
    println!(
        "{:?}",
        words
            .iter()
            .enumerate()
            .skip(1)
            .step_by(2)
            .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        words
            .iter()
            .rev()
            .zip(1..)
            .map(|(w, n)| format!("{n}{w}"))
            .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        words
            .iter()
            .skip_while(|w| w.len() > 4)
            .take_while(|w| w.len() > 3)
            .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        words
            .iter()
            .flat_map(|w| w.chars().take(2))
            .collect::<String>()
    );
    println!(
        "{:?}",
        words.iter().filter_map(|w| w.find('a')).collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        words
            .iter()
            .map_while(|w| w.strip_suffix('a'))
            .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        (1..=5)
            .scan(1, |acc, n| {
                *acc *= n;
                Some(*acc)
            })
            .collect::<Vec<i32>>()
    );
    println!(
        "{:?}",
        [[1, 2], [3, 4]]
            .iter()
            .flatten()
            .copied()
            .cycle()
            .skip(3)
            .take(5)
            .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        (0..3)
            .chain(7..9)
            .inspect(|n| print!("<{n}>"))
            .fuse()
            .last()
    );
    let mut peek = [1, 1, 2, 3, 3, 3].iter().peekable();
    let mut runs = Vec::new();
    while let Some(&n) = peek.next() {
        let mut count = 1;
        while peek.next_if_eq(&&n).is_some() {
            count += 1;
        }
        runs.push((n, count));
    }
    println!("{runs:?} {:?}", peek.peek());
    let mut numbers = 1..10;
    let head: Vec<_> = numbers.by_ref().take(3).collect();
    println!(
        "{head:?} {:?} {:?} {:?}",
        numbers.nth(1),
        numbers.nth_back(0),
        numbers.len()
    );
    println!(
        "{:?}",
        iter::successors(Some(1u32), |n| n.checked_mul(10)).collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        iter::repeat_with(|| 'z')
            .take(3)
            .chain(iter::once('y'))
            .chain(iter::empty())
            .collect::<String>()
    );
    let mut state = (0, 1);
    let fib = iter::from_fn(|| {
        state = (state.1, state.0 + state.1);
        Some(state.0)
    });
    println!("{:?}", fib.take(10).collect::<Vec<u64>>());
    println!(
        "{:?}",
        iter::zip([1, 2, 3], "ab".chars()).unzip::<_, _, Vec<_>, String>()
    );
    println!("{:?}", iter::repeat_n("ab", 3).collect::<Vec<_>>().concat());
}

fn consumers() {
    let readings = [
        Reading {
            sensor: "door",
            value: 2.5,
        },
        Reading {
            sensor: "roof",
            value: -1.0,
        },
        Reading {
            sensor: "wall",
            value: 9.25,
        },
        Reading {
            sensor: "cave",
            value: 2.5,
        },
    ];
    println!(
        "{:?}",
        readings.iter().max_by(|a, b| a.value.total_cmp(&b.value))
    );
    println!(
        "{:?}",
        readings
            .iter()
            .min_by(|a, b| a.value.partial_cmp(&b.value).unwrap())
            .map(|r| r.sensor)
    );
    println!(
        "{:?}",
        readings
            .iter()
            .max_by_key(|r| r.sensor.len())
            .map(|r| r.sensor)
    );
    println!("{:?}", readings.iter().min_by_key(|r| r.sensor));
    println!("{:?}", readings.iter().position(|r| r.value == 2.5));
    println!("{:?}", readings.iter().rposition(|r| r.value == 2.5));
    println!(
        "{} {}",
        readings.iter().any(|r| r.value < 0.0),
        readings.iter().all(|r| r.value < 0.0)
    );
    println!("{:?}", readings.iter().map(|r| r.value).sum::<f64>());
    println!("{:?}", readings.iter().map(|r| r.value).reduce(f64::max));
    println!(
        "{:?}",
        readings
            .iter()
            .map(|r| r.value)
            .fold(f64::INFINITY, f64::min)
    );
    println!(
        "{:?}",
        readings
            .iter()
            .rev()
            .rfold(String::new(), |s, r| s + r.sensor)
    );
    println!(
        "{:?}",
        readings
            .iter()
            .find_map(|r| (r.value > 5.0).then(|| r.sensor.to_uppercase()))
    );
    println!("{:?}", readings.iter().rfind(|r| r.value > 2.0).cloned());
    let (low, high): (Vec<&Reading>, Vec<&Reading>) = readings.iter().partition(|r| r.value < 2.0);
    println!("{} {}", low.len(), high.len());
    println!(
        "{:?} {:?}",
        [1, 2].iter().cmp([1, 3].iter()),
        [1.0].iter().partial_cmp(&[f64::NAN])
    );
    println!(
        "{} {} {}",
        (0..3).eq(0..3),
        (0..3).lt(0..4),
        (0..3).ne([0, 1, 2])
    );
    println!(
        "{} {}",
        [1, 2, 2].is_sorted(),
        "zyx".chars().is_sorted_by(|a, b| a > b)
    );
    println!("{} {:?}", (1..=6).product::<u64>(), (1..=0).max());
    println!(
        "{:?}",
        (1..=20)
            .filter(|n| n % 3 == 0)
            .try_fold(0i8, |a, n| a.checked_add(n * 2))
    );
    println!(
        "{:?}",
        ["1", "2", "x"]
            .iter()
            .map(|s| s.parse::<i32>())
            .try_fold(0, |a, n| n.map(|n| a + n))
            .is_err()
    );
    println!("{:?} {}", Countdown(4).size_hint(), Countdown(4).len());
    println!(
        "{:?}",
        Countdown(4).map(|n| (n, n * n)).collect::<BTreeMap<_, _>>()
    );
}

trait CountBy: Iterator + Sized {
    fn count_by<K: Ord, F: Fn(&Self::Item) -> K>(self, key: F) -> BTreeMap<K, usize> {
        let mut map = BTreeMap::new();
        self.for_each(|item| *map.entry(key(&item)).or_default() += 1);
        map
    }
}

impl<I: Iterator> CountBy for I {}

fn main() {
    adaptors();
    consumers();
    println!("{:?}", "mississippi".chars().count_by(|c| *c));
    println!("{:?}", Countdown(9).count_by(|n| n % 4));
    let mut set: Vec<_> = [3, 1, 3, 2]
        .into_iter()
        .collect::<HashSet<_>>()
        .into_iter()
        .collect();
    set.sort_unstable_by(|a, b| b.cmp(a));
    set.extend([7, 8].iter());
    println!("{set:?}");
    let boxed: Box<dyn Iterator<Item = usize>> = if set.len() > 3 {
        Box::new(set.iter().map(|n| n * 2))
    } else {
        Box::new(iter::empty())
    };
    println!("{:?}", boxed.collect::<Box<[_]>>());
}
// DIFFERS: rustc runs it (exit 0); ours E0277: Flatten<Iter<[i32; 2]>>: Clone is not satisfied (needed by .flatten().copied().cycle()).
