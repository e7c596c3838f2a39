use futures::executor::block_on;

async fn longest(words: &[String]) -> &str {
    words.iter().max_by_key(|word| word.len()).unwrap()
}

async fn run() {
    let mut words = vec![String::from("a"), String::from("bb")];
    let word = longest(&words).await;
    words.clear();
    println!("{word}");
}

fn main() {
    block_on(run());
}
