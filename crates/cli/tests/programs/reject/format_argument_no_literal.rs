//! An expression in the place of the format string, and arguments that are missing inside of another macro.

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
}
