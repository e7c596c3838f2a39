//! Values that live across an await: locals, references, a loop's state, captures by move.

use futures::executor::block_on;
use std::future::ready;

async fn double(n: u32) -> u32 {
    ready(n).await * 2
}

async fn sum(values: &[u32]) -> u32 {
    let mut total = 0;
    for &value in values {
        total += double(value).await;
    }
    total
}

async fn append(mut text: String, part: &str) -> String {
    text.push_str(part);
    ready(()).await;
    text.push('.');
    text
}

async fn early(n: i32) -> Result<i32, String> {
    if n < 0 {
        return Err(format!("{n} is negative"));
    }
    let n = ready(Ok::<i32, String>(n + 1)).await?;
    Ok(n * 10)
}

fn main() {
    println!("{}", block_on(sum(&[1, 2, 3, 4])));
    let text = String::from("kept");
    println!("{}", block_on(append(text, " together")));
    println!("{:?} {:?}", block_on(early(4)), block_on(early(-4)));
    let name = String::from("moved");
    let task = async move {
        let borrowed = &name;
        let length = double(borrowed.len() as u32).await;
        format!("{borrowed}: {length}")
    };
    println!("{}", block_on(task));
    let mut count = 0;
    block_on(async {
        while count < 3 {
            count += ready(1).await;
        }
    });
    println!("{count}");
    let add = async |a: i32, b: i32| ready(a).await + b;
    println!("{}", block_on(add(1, 2)));
}
