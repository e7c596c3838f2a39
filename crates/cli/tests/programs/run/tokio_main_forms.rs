//! `#[tokio::main]` on main and on another function, with an output and with arguments of the attribute.

use std::fmt;

#[derive(Debug)]
struct Bad(i32);
impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bad {}", self.0)
    }
}
impl std::error::Error for Bad {}

async fn check(n: i32) -> Result<i32, Bad> {
    if n > 2 { Err(Bad(n)) } else { Ok(n) }
}

#[tokio::main(flavor = "current_thread")]
async fn inner(n: i32) -> Result<i32, Bad> {
    let a = check(n).await?;
    let b = tokio::spawn(check(a + 1)).await.unwrap()?;
    Ok(a + b)
}

fn outer() {
    println!("{:?}", inner(1));
    println!("{:?}", inner(2));
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A runtime of its own needs a thread of its own.
    tokio::task::spawn_blocking(outer).await?;
    let n: i32 = "2".parse()?;
    println!("{}", check(n).await?);
    check(n + 5).await?;
    println!("not reached");
    Ok(())
}
