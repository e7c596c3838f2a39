use std::pin::Pin;

#[must_use = "count it"]
fn number() -> u8 {
    3
}

#[must_use]
struct Token;

fn token() -> Token {
    Token
}

fn result() -> Result<u8, u8> {
    Ok(1)
}

fn option() -> Option<Result<u8, u8>> {
    None
}

fn pair() -> (u8, Result<u8, u8>) {
    (1, Ok(1))
}

fn boxed() -> Pin<Box<dyn Future<Output = u8>>> {
    Box::pin(work())
}

fn iterator() -> impl Iterator<Item = u8> {
    0..3
}

async fn work() -> u8 {
    1
}

async fn failing() -> Result<u8, u8> {
    Err(1)
}

async fn run() -> Option<()> {
    work(); //~ 5 unused_must_use: unused implementer of `Future` that must be used
    work().await;
    failing().await; //~ 5 unused_must_use: unused `Result` that must be used
    async { 1 }; //~ 5 unused_must_use: unused implementer of `Future` that must be used
    boxed(); //~ 5 unused_must_use: unused pinned boxed `Future` trait object that must be used
    number(); //~ 5 unused_must_use: unused return value of `number` that must be used
    token(); //~ 5 unused_must_use: unused `Token` that must be used
    result(); //~ 5 unused_must_use: unused `Result` that must be used
    result().unwrap();
    let _ = result();
    pair(); //~ 5 unused_must_use: unused `Result` in tuple element 1 that must be used
    option();
    option()?; //~ 5 unused_must_use: unused `Result` that must be used
    iterator(); //~ 5 unused_must_use: unused implementer of `Iterator` that must be used
    let mut list = vec![1, 2];
    list.push(3);
    list.iter().map(|n| n + 1); //~ 5 unused_must_use: unused `Map` that must be used
    1 + 1; //~ 5 unused_must_use: unused arithmetic operation that must be used
    list.len() == 3; //~ 5 unused_must_use: unused comparison that must be used
    !true; //~ 5 unused_must_use: unused unary operation that must be used
    let n = 3;
    n; //~ 5 path_statements: path statement with no effect
    list; //~ 5 path_statements: path statement drops value
    |a: u8| a; //~ 5 unused_must_use: unused closure that must be used
    if n == 3 { //~ 5 unused_must_use: unused `Result` that must be used
        result()
    } else {
        result()
    };
    {
        result() //~ 9 unused_must_use: unused `Result` that must be used
    };
    match n { //~ 5 unused_must_use: unused `Result` that must be used
        3 => result(),
        _ => result(),
    };
    Some(())
}

fn main() {
    let _ = run();
}
