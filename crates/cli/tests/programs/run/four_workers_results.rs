//! Workers that may fail: Option, Result, `?` and an error type of our own.

use futures::executor::block_on;
use std::fmt;

#[derive(Debug, PartialEq)]
enum Trouble {
    Tired { worker: u32, after: u32 },
    NoTools(&'static str),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Tired { worker, after } => write!(f, "worker {worker} is tired after {after} rounds"),
            Trouble::NoTools(what) => write!(f, "no {what}"),
        }
    }
}

impl std::error::Error for Trouble {}

fn tool(n: u32) -> Option<&'static str> {
    match n {
        1 => Some("hammer"),
        2 => Some("saw"),
        _ => None,
    }
}

fn do_work(n: u32, rounds: u32) -> Result<String, Trouble> {
    let tool = tool(n).ok_or(Trouble::NoTools("tool"))?;
    if rounds > 3 {
        return Err(Trouble::Tired { worker: n, after: 3 });
    }
    Ok(format!("worker {n} used a {tool} {rounds} times"))
}

async fn do_work_async(n: u32, rounds: u32) -> Result<usize, Trouble> {
    let text = do_work(n, rounds)?;
    println!("async: {text}");
    Ok(text.len())
}

async fn everything() -> Result<usize, Box<dyn std::error::Error>> {
    let first = do_work_async(1, 1).await?;
    let second = do_work_async(2, 2).await?;
    let parsed: usize = "12".parse()?;
    let third = do_work_async(2, 9).await?;
    Ok(first + second + third + parsed)
}

fn main() {
    for (n, rounds) in [(1, 2), (2, 3), (2, 4), (3, 1)] {
        match do_work(n, rounds) {
            Ok(text) => println!("{text}"),
            Err(trouble) => println!("{trouble} ({trouble:?})"),
        }
    }
    println!("{:?}", do_work(2, 1).map(|text| text.len()));
    println!("{}", do_work(4, 1).unwrap_or_else(|trouble| format!("sorry: {trouble}")));
    println!("{:?} {:?}", tool(1).map(str::len), tool(7).unwrap_or("nothing"));
    match block_on(everything()) {
        Ok(sum) => println!("sum {sum}"),
        Err(error) => println!("stopped: {error}"),
    }
    if let Err(error) = "twelve".parse::<u32>() {
        println!("{error}");
    }
}
