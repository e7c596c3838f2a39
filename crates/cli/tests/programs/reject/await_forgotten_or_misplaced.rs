//! A forgotten `.await`, wherever a value is wanted, and one that may not stand there.
//# noawait_arith
async fn get() -> i32 { 4 }
#[tokio::main]
async fn main() {
    let total = get().await + get(); //= let total = get().await + get().await;
    println!("{total}");
}
//# noawait_neg
async fn get() -> i32 { 4 }
async fn run() -> i32 {
    let x = -get(); //= let x = -get().await;
    x
}
fn main() { futures::executor::block_on(run()); }
//# noawait_not
async fn ready() -> bool { true }
async fn run() {
    if !ready() { println!("no"); } //= if !ready().await { println!("no"); }
}
fn main() { futures::executor::block_on(run()); }
//# noawait_if
async fn ready() -> bool { true }
async fn run() {
    if ready() { println!("no"); } //= if ready().await { println!("no"); }
}
fn main() { futures::executor::block_on(run()); }
//# noawait_while
async fn ready() -> bool { false }
async fn run() {
    while ready() { println!("no"); } //= while ready().await { println!("no"); }
}
fn main() { futures::executor::block_on(run()); }
//# noawait_eq
async fn get() -> i32 { 4 }
async fn run() -> bool {
    get() == 4 //= get().await == 4
}
fn main() { futures::executor::block_on(run()); }
//# noawait_eq_str
async fn get() -> String { String::new() }
async fn run() -> bool {
    "a" == get() //= "a" == get().await
}
fn main() { futures::executor::block_on(run()); }
//# noawait_lt
async fn get() -> i32 { 4 }
async fn run() -> bool {
    1 < get() //= 1 < get().await
}
fn main() { futures::executor::block_on(run()); }
//# noawait_q
async fn get() -> Result<i32, String> { Ok(4) }
async fn run() -> Result<(), String> {
    let n = get()?; //= let n = get().await?;
    println!("{n}");
    Ok(())
}
fn main() { let _ = futures::executor::block_on(run()); }
//# noawait_match
async fn get() -> Option<i32> { Some(1) }
async fn run() {
    match get() { //= match get().await {
        Some(n) => println!("{n}"),
        None => println!("none"),
    }
}
fn main() { futures::executor::block_on(run()); }
//# noawait_iflet
async fn get() -> Option<i32> { Some(1) }
async fn run() {
    if let Some(n) = get() { println!("{n}"); } //= if let Some(n) = get().await { println!("{n}"); }
}
fn main() { futures::executor::block_on(run()); }
//# noawait_whilelet
use tokio::sync::mpsc;
#[tokio::main]
async fn main() {
    let (tx, mut rx) = mpsc::channel::<i32>(1);
    drop(tx);
    while let Some(n) = rx.recv() { //= while let Some(n) = rx.recv().await {
        println!("{n}");
    }
}
//# noawait_method
async fn get() -> String { String::new() }
async fn run() {
    println!("{}", get().len()); //= println!("{}", get().await.len());
}
fn main() { futures::executor::block_on(run()); }
//# noawait_unwrap
async fn get() -> Result<u8, ()> { Ok(1) }
async fn run() {
    let n = get().unwrap(); //= let n = get().await.unwrap();
    println!("{n}");
}
fn main() { futures::executor::block_on(run()); }
//# noawait_field
struct P { x: i32 }
async fn get() -> P { P { x: 1 } }
async fn run() {
    println!("{}", get().x); //= println!("{}", get().await.x);
}
fn main() { futures::executor::block_on(run()); }
//# noawait_return
async fn get() -> u32 { 1 }
async fn run() -> u32 {
    get() //= get().await
}
fn main() { futures::executor::block_on(run()); }
//# noawait_return_stmt
async fn get() -> u32 { 1 }
async fn run(b: bool) -> u32 {
    if b { return get(); } //= if b { return get().await; }
    2
}
fn main() { futures::executor::block_on(run(true)); }
//# noawait_arg
async fn get() -> u32 { 1 }
fn show(n: u32) { println!("{n}"); }
async fn run() {
    show(get()); //= show(get().await);
}
fn main() { futures::executor::block_on(run()); }
//# noawait_index
async fn get() -> usize { 1 }
async fn run() {
    let v = vec![1, 2];
    println!("{}", v[get()]); //= println!("{}", v[get().await]);
}
fn main() { futures::executor::block_on(run()); }
//# noawait_indexed
async fn get() -> Vec<u8> { vec![1] }
async fn run() {
    println!("{}", get()[0]); //= println!("{}", get().await[0]);
}
fn main() { futures::executor::block_on(run()); }
//# noawait_for
async fn get() -> Vec<u8> { vec![1] }
async fn run() {
    for n in get() { println!("{n}"); } //= for n in get().await { println!("{n}"); }
}
fn main() { futures::executor::block_on(run()); }
//# noawait_print
async fn get() -> u8 { 1 }
async fn run() {
    let n = get(); //= let n = get().await;
    println!("{n}");
}
fn main() { futures::executor::block_on(run()); }
//# noawait_debug
async fn get() -> u8 { 1 }
async fn run() {
    println!("{:?}", get()); //= println!("{:?}", get().await);
}
fn main() { futures::executor::block_on(run()); }
//# noawait_assert
async fn get() -> u8 { 1 }
async fn run() {
    assert_eq!(get(), 1); //= assert_eq!(get().await, 1);
}
fn main() { futures::executor::block_on(run()); }
//# noawait_addassign
async fn get() -> u8 { 1 }
async fn run() {
    let mut sum = 0;
    sum += get(); //= sum += get().await;
    println!("{sum}");
}
fn main() { futures::executor::block_on(run()); }
//# noawait_collect
async fn get(n: u32) -> u32 { n }
async fn run() {
    let v: Vec<u32> = (0..3).map(|n| get(n)).collect(); //= let v: Vec<u32> = futures::future::join_all((0..3).map(|n| get(n))).await;
    println!("{v:?}");
}
fn main() { futures::executor::block_on(run()); }
//# noawait_sum
async fn get(n: u32) -> u32 { n }
async fn run() {
    let v: u32 = (0..3).map(get).sum(); //= let v: u32 = futures::future::join_all((0..3).map(get)).await.into_iter().sum();
    println!("{v:?}");
}
fn main() { futures::executor::block_on(run()); }
//# noawait_tuple
async fn pair() -> (u8, u8) { (1, 2) }
async fn run() {
    let (a, b) = pair(); //= let (a, b) = pair().await;
    println!("{a}{b}");
}
fn main() { futures::executor::block_on(run()); }
//# noawait_struct_field
struct P { x: i32 }
async fn get() -> i32 { 1 }
async fn run() {
    let p = P { x: get() }; //= let p = P { x: get().await };
    println!("{}", p.x);
}
fn main() { futures::executor::block_on(run()); }
//# noawait_arms
async fn a() -> u8 { 1 }
async fn run(b: bool) -> u8 {
    let n = if b { a().await } else { a() }; //= let n = if b { a().await } else { a().await };
    n
}
fn main() { futures::executor::block_on(run(true)); }
//# noawait_arms2
async fn a() -> u8 { 1 }
async fn b() -> u8 { 1 }
async fn run(c: bool) {
    let f = if c { a() } else { b() }; //= let f = if c { futures::future::Either::Left(a()) } else { futures::future::Either::Right(b()) };
    println!("{}", f.await);
}
fn main() { futures::executor::block_on(run(true)); }
//# await_sync_fn
async fn get() -> u8 { 1 }
fn main() {
    let n = get().await; //= let n = futures::executor::block_on(get());
    println!("{n}");
}
//# await_closure
async fn get(n: u8) -> u8 { n }
async fn run() {
    let v: Vec<u8> = vec![1, 2].into_iter().map(|n| get(n).await).collect(); //= let v: Vec<u8> = futures::future::join_all(vec![1, 2].into_iter().map(|n| get(n))).await;
    println!("{v:?}");
}
fn main() { futures::executor::block_on(run()); }
//# await_thread
async fn get() -> u8 { 1 }
fn main() {
    let t = std::thread::spawn(|| {
        get().await //= futures::executor::block_on(get())
    });
    t.join().unwrap();
}
//# await_no_future
fn get() -> u8 { 1 }
async fn run() {
    println!("{}", get().await); //= println!("{}", get());
}
fn main() { futures::executor::block_on(run()); }
//# await_fn_item
async fn get() -> u8 { 1 }
async fn run() {
    println!("{}", get.await); //= println!("{}", get().await);
}
fn main() { futures::executor::block_on(run()); }
//# await_prefix
async fn get() -> u8 { 1 }
async fn run() {
    let n = await get(); //= let n = get().await;
    println!("{n}");
}
fn main() { futures::executor::block_on(run()); }
//# await_twice
async fn get() -> u8 { 1 }
async fn run() {
    let n = get().await.await; //= let n = get().await;
    println!("{n}");
}
fn main() { futures::executor::block_on(run()); }
//# await_polled_twice
async fn get() -> u8 { 1 }
async fn run() {
    let f = get(); //= use futures::FutureExt; let f = get().shared();
    println!("{}", f.await); //= println!("{}", f.clone().await);
    println!("{}", f.await);
}
fn main() { futures::executor::block_on(run()); }
//# main_async
async fn get() -> u8 { 1 }
async fn main() { //= #[tokio::main] async fn main() {
    println!("{}", get().await);
}
//# std_sleep_await
use std::time::Duration;
#[tokio::main]
async fn main() {
    std::thread::sleep(Duration::from_millis(1)).await; //= tokio::time::sleep(Duration::from_millis(1)).await;
}
//# noawait_in_some
async fn get() -> u32 { 1 }
fn main() { let x: Option<u32> = Some(get()); drop(x); } //= async fn run() { let x: Option<u32> = Some(get().await); drop(x); } fn main() { drop(run()); }
//# noawait_assigned
async fn get() -> u32 { 1 }
fn main() { let mut x = 1; x = get(); drop(x); } //= async fn run() { let mut x = 1; drop(x); x = get().await; drop(x); } fn main() { drop(run()); }
//# noawait_one_arm
async fn get() -> u32 { 1 }
fn main() { let x = match 1 { 1 => 2, _ => get() }; drop(x); } //= async fn run() { let x = match 1 { 1 => 2, _ => get().await }; drop(x); } fn main() { drop(run()); }
//# noawait_let_else
async fn get() -> Option<u32> { Some(1) }
async fn run() { let Some(x) = get() else { return }; drop(x); } //= async fn run() { let Some(x) = get().await else { return }; drop(x); }
fn main() { let _ = run(); }
//# noawait_range
async fn get() -> u32 { 1 }
async fn run() { for i in 0..get() { drop(i); } } //= async fn run() { for i in 0..get().await { drop(i); } }
fn main() { let _ = run(); }
//# noawait_and
async fn get() -> bool { true }
async fn run() { let x = get() && true; drop(x); assert!(get()); let y = true || get(); drop(y);} //= async fn run() { let x = get().await && true; drop(x); }
fn main() { let _ = run(); }
//# noawait_fn_item
async fn get() -> String { String::new() }
fn main() { let t = get; let s: String = t(); let f: fn() -> String = get; drop((s, f)); } //= fn main() { let t = get; let s = t(); drop(s); }
