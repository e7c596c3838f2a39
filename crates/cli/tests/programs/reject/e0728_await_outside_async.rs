async fn do_work(n: u32) -> u32 {
    n + 1
}

fn main() {
    println!("{}", do_work(1).await);
}
