async fn do_work(n: u32) -> u32 {
    n + 1
}

async fn run() -> u32 {
    do_work(1) + 1
}

fn main() {
    println!("{}", futures::executor::block_on(run()));
}
