//! Any number of branches in `join!`, `try_join!` and `select!`.

use futures::{FutureExt, StreamExt, executor::block_on, future, join, select, stream, try_join};
async fn ok(n: i32) -> Result<i32, String> {
    Ok(n)
}
async fn bad(n: i32) -> Result<i32, String> {
    Err(format!("bad {n}"))
}
fn main() {
    block_on(async {
        let r = join!(ok(1), ok(2), ok(3), ok(4), ok(5), ok(6), ok(7), ok(8));
        println!("{:?}", r);
        let r = try_join!(ok(1), ok(2), ok(3), ok(4), ok(5), ok(6), ok(7));
        println!("{:?}", r);
        let r = try_join!(ok(1), bad(2), ok(3), ok(4), ok(5), ok(6), ok(7));
        println!("{:?}", r);
        let r: Result<(i32,), String> = try_join!(ok(1));
        println!("{:?}", r);
        let (a,) = join!(ok(1));
        println!("{:?}", a);
        let mut a = future::pending::<i32>();
        let mut b = future::pending::<i32>();
        let mut c = future::pending::<i32>();
        let mut d = future::pending::<i32>();
        let mut e = future::pending::<i32>();
        let mut f = future::pending::<i32>();
        let mut g = future::ready(7);
        select! {
            x = a => println!("a {x}"),
            x = b => println!("b {x}"),
            x = c => println!("c {x}"),
            x = d => println!("d {x}"),
            x = e => println!("e {x}"),
            x = f => println!("f {x}"),
            x = g => println!("g {x}"),
        }
        let mut s = stream::iter(1..4).fuse();
        let mut total = 0;
        loop {
            select! {
                x = s.next() => { if let Some(x) = x { total += x; } }
                complete => break,
            }
        }
        println!("{total}");
        let mut p = future::pending::<()>();
        let r = select! { _ = p => 1, default => 2 };
        println!("{r}");
        let mut z = async { 5 }.boxed().fuse();
        let r = select! { v = z => v, };
        println!("{r}");
    });
}
