fn numbers() -> impl Iterator<Item = i32> {
    let list = vec![1, 2];
    list.iter().map(|n| n + 1)
}

async fn text() -> &'static str {
    let text = String::from("a");
    text.as_str()
}

fn main() {
    println!("{}", numbers().count());
    drop(text());
}
