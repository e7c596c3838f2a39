async fn do_work(n: u32) {
    println!("{n}");
}

fn main() {
    futures::executor::block_on(do_work(1, 2));
}
