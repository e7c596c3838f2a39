use futures::executor::block_on;

fn do_work(n: u32) -> u32 {
    n + 1
}

async fn run() {
    println!("{}", do_work(1).await);
}

fn main() {
    block_on(run());
}
