//! An expression in the place of the format string; types are looked at all the same.

use futures::{executor::block_on, join};

async fn work(name: &str) {
    println!(name);
}

fn main() {
    let text = "text";
    println!(text.len());
    block_on(async {
        join!(work("a"), async { println!("{}") });
    });
    let number: i32 = text;
}
