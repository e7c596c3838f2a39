async fn do_work(n: u32) {
    println!("worker {n}");
}

async fn run() {
    do_work(1);
    do_work(2).await;
}

fn main() {
    futures::executor::block_on(run());
}
