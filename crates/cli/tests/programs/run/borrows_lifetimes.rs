//! Structs with lifetimes, iterators, threads in scopes, futures that borrow.
use futures::executor::block_on;
use std::{cell::RefCell, fmt::Display, rc::Rc, sync::Mutex, thread};

struct Parser<'a> {
    rest: &'a str,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        Parser { rest: text }
    }
    fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(' ').unwrap_or(rest.len());
        let (word, rest) = rest.split_at(end);
        self.rest = rest;
        Some(word)
    }
}

impl<'a> Iterator for Parser<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {
        self.word()
    }
}

fn longer<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() > b.len() { a } else { b }
}

fn sub<'a: 'b, 'b>(a: &'a str, b: &'b str) -> &'b str {
    if b.is_empty() { a } else { b }
}

fn boxed<'a>(text: &'a str) -> Box<dyn Fn() -> usize + 'a> {
    Box::new(move || text.len())
}

fn evens(list: &[i32]) -> impl Iterator<Item = &i32> {
    list.iter().filter(|n| **n % 2 == 0)
}

fn show<T: Display + Send + 'static>(value: T) {
    thread::spawn(move || println!("{value}")).join().unwrap();
}

async fn add(total: &mut i32, n: i32) {
    *total += n;
}

async fn first(words: &[String]) -> &str {
    &words[0]
}

struct Counter {
    counts: Vec<u32>,
}

impl Counter {
    fn get(&mut self, index: usize) -> &mut u32 {
        if index >= self.counts.len() {
            self.counts.resize(index + 1, 0);
        }
        &mut self.counts[index]
    }
    async fn bump(&mut self, index: usize) -> u32 {
        let it = self.get(index);
        *it += 1;
        *it
    }
}

fn main() {
    let text = String::from("one two three");
    let mut parser = Parser::new(&text);
    let one = parser.next();
    let rest: Vec<&str> = parser.by_ref().collect();
    println!("{one:?} {rest:?}");
    let word = {
        let mut parser = Parser::new(&text);
        parser.word().unwrap()
    };
    println!("{word} {} {}", longer(word, "abcd"), sub(word, ""));
    println!("{}", boxed(&text)());
    let list = vec![1, 2, 3, 4];
    println!("{:?}", evens(&list).collect::<Vec<_>>());
    show(1);
    show("text");

    let mut total = 0;
    thread::scope(|scope| {
        scope.spawn(|| total += list.len());
        scope.spawn(|| println!("{}", list.len()));
    });
    println!("{total}");

    let shared = Mutex::new(1);
    *shared.lock().unwrap() += 1;
    {
        let guard = shared.lock().unwrap();
        println!("{guard}");
    }
    println!("{}", shared.into_inner().unwrap());

    let cell = Rc::new(RefCell::new(vec![1]));
    cell.borrow_mut().push(2);
    let length = cell.borrow().len();
    println!("{length}");

    block_on(async {
        let mut total = 0;
        add(&mut total, 1).await;
        add(&mut total, 2).await;
        async { total += 3 }.await;
        println!("{total}");
        let mut words = vec![String::from("a")];
        println!("{}", first(&words).await);
        words.push("b".into());
        let mut counter = Counter { counts: vec![] };
        println!("{} {}", counter.bump(1).await, counter.bump(1).await);
        let fut = async { words.len() };
        println!("{}", fut.await);
        words.clear();
        let mut n = 1;
        let r = &mut n;
        *r += 1;
        n += 1;
        println!("{n}");
    });
}
