//! A `&mut` that a closure or an async block takes with it may be written through, though its name is not `mut`.

use futures::executor::block_on;

async fn add(r: &mut i32) {
    *r += 1;
}

fn main() {
    let mut n = 0;
    let first = &mut n;
    block_on(async move {
        *first += 1;
        add(first).await;
    });
    let second = &mut n;
    let mut ten = move || *second += 10;
    ten();
    ten();
    let third = &mut n;
    let mut hundred = || *third += 100;
    hundred();
    let mut list = vec![1];
    let items = &mut list;
    block_on(async move {
        items.push(2);
        add(&mut items[0]).await;
    });
    let pair = (&mut n, 5);
    let mut both = move || *pair.0 += pair.1;
    both();
    println!("{n} {list:?}");
}
