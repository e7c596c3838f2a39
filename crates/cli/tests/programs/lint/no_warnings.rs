use futures::executor::block_on;

#[must_use]
fn number() -> u32 {
    3
}

async fn run() -> u32 {
    let mut sum = number();
    sum += 1;
    let _ = number();
    sum
}

fn main() {
    println!("{}", block_on(run()));
}
