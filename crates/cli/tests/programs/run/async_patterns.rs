//! Async closures, generic repositories with async methods, recursion, and drops around awaits.

use futures::{
    executor::block_on,
    future::{BoxFuture, FutureExt, LocalBoxFuture},
};
use std::{
    collections::HashMap,
    fmt::Debug,
    future::{Future, IntoFuture},
    ops::AsyncFn,
    pin::Pin,
};
trait Handler {
    fn call(&self, x: i32) -> Pin<Box<dyn Future<Output = i32> + Send + '_>>;
}
struct Add(i32);
impl Handler for Add {
    fn call(&self, x: i32) -> Pin<Box<dyn Future<Output = i32> + Send + '_>> {
        Box::pin(async move { x + self.0 })
    }
}
trait Repo {
    type Item: Debug;
    async fn find(&self, id: u32) -> Option<Self::Item>;
    async fn all(&self) -> Vec<Self::Item> {
        let mut v = vec![];
        for i in 0..3 {
            if let Some(x) = self.find(i).await {
                v.push(x);
            }
        }
        v
    }
    async fn save(&mut self, x: Self::Item) -> Result<u32, String>;
    async fn stat() -> &'static str {
        "stat"
    }
    const N: u32 = 2;
}
#[derive(Default)]
struct Mem(HashMap<u32, String>);
impl Repo for Mem {
    type Item = String;
    async fn find(&self, id: u32) -> Option<String> {
        self.0.get(&id).cloned()
    }
    async fn save(&mut self, x: String) -> Result<u32, String> {
        let id = self.0.len() as u32;
        if id >= Self::N {
            return Err(format!("full at {id}"));
        }
        self.0.insert(id, x);
        Ok(id)
    }
}
struct Cached<R> {
    inner: R,
    hits: u32,
}
impl<R: Repo> Repo for Cached<R>
where
    R::Item: Clone,
{
    type Item = R::Item;
    async fn find(&self, id: u32) -> Option<R::Item> {
        self.inner.find(id).await
    }
    async fn save(&mut self, x: R::Item) -> Result<u32, String> {
        self.hits += 1;
        self.inner.save(x.clone()).await
    }
}
async fn use_repo<R: Repo>(mut r: R, xs: Vec<R::Item>) -> (usize, Vec<R::Item>) {
    let mut bad = 0;
    for x in xs {
        if let Err(e) = r.save(x).await {
            println!("{e}");
            bad += 1;
        }
    }
    let all = r.all().await;
    (bad, all)
}
trait Fetch {
    fn fetch(&self, k: &str) -> impl Future<Output = String> + Send;
}
struct F1;
impl Fetch for F1 {
    async fn fetch(&self, k: &str) -> String {
        format!("f1:{k}")
    }
}
async fn two<A: Fetch, B: Fetch>(a: &A, b: &B) -> String {
    let (x, y) = futures::join!(a.fetch("x"), b.fetch("y"));
    x + &y
}
struct Wrap<T>(T);
impl<T: Fetch + Sync> Fetch for Wrap<T> {
    fn fetch(&self, k: &str) -> impl Future<Output = String> + Send {
        let k = k.to_uppercase();
        async move { format!("<{}>", self.0.fetch(&k).await) }
    }
}
struct Builder {
    n: u32,
}
impl IntoFuture for Builder {
    type Output = u32;
    type IntoFuture = Pin<Box<dyn Future<Output = u32>>>;
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.n * 2 })
    }
}
async fn apply<F, Fut>(f: F, n: i32) -> i32
where
    F: Fn(i32) -> Fut,
    Fut: Future<Output = i32>,
{
    f(n).await + f(n + 1).await
}
async fn apply2(f: impl AsyncFn(i32) -> i32) -> i32 {
    f(1).await + f(2).await
}
async fn run_mut(mut f: impl AsyncFnMut(i32)) {
    for i in 0..3 {
        f(i).await;
    }
}
async fn once(f: impl AsyncFnOnce() -> String) -> String {
    f().await
}
fn fact(n: u64) -> BoxFuture<'static, u64> {
    async move { if n == 0 { 1 } else { n * fact(n - 1).await } }.boxed()
}
async fn rec(n: u32) -> u32 {
    if n < 2 {
        n
    } else {
        Box::pin(rec(n - 1)).await + Box::pin(rec(n - 2)).await
    }
}
fn local<'a>(s: &'a str) -> LocalBoxFuture<'a, usize> {
    async move { s.len() }.boxed_local()
}
async fn borrow<'a>(a: &'a str, b: &str) -> &'a str {
    if b.is_empty() { a } else { &a[1..] }
}
async fn pat((a, b): (i32, i32), [c, ..]: [i32; 2]) -> i32 {
    a + b + c
}
struct D(&'static str);
impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}
async fn drops(_a: D, _: D, b: D) {
    let _c = D("c");
    async {}.await;
    drop(b);
    println!("end");
}
struct S {
    v: Vec<i32>,
}
impl S {
    async fn push(&mut self, x: i32) -> &mut Self {
        self.v.push(x);
        self
    }
    async fn total(&self) -> i32 {
        self.v.iter().sum()
    }
    async fn new(n: i32) -> Self {
        S { v: vec![n] }
    }
    async fn consume(self) -> Vec<i32> {
        self.v
    }
}
fn make(n: i32) -> impl Future<Output = i32> {
    async move { n + 1 }
}
fn dynf(b: bool) -> Box<dyn Future<Output = i32> + Unpin> {
    if b {
        Box::new(Box::pin(async { 1 }))
    } else {
        Box::new(std::future::ready(2))
    }
}
async fn question(s: &str) -> Result<i32, Box<dyn std::error::Error>> {
    let a: i32 = s.parse()?;
    let b = async { "5".parse::<i32>() }.await?;
    Ok(a + b)
}
async fn loops() -> Option<u32> {
    let mut t = 0;
    'o: for i in 0.. {
        for j in 0..i {
            if async { j * i > 10 }.await {
                break 'o;
            }
            if j == 3 {
                continue 'o;
            }
            t += make(j).await as u32;
        }
    }
    if t > 5 { Some(t) } else { None }
}
async fn matching(x: Option<i32>) -> &'static str {
    match x {
        Some(n) if async_check(n).await => "big",
        Some(_) => "small",
        None => "none",
    }
}
async fn async_check(n: i32) -> bool {
    n > 10
}
async fn generic<T: Clone + Debug, const N: usize>(x: T) -> [T; N] {
    std::array::from_fn(|_| x.clone())
}
mod m {
    pub async fn inner() -> u8 {
        super::sup().await
    }
}
async fn sup() -> u8 {
    3
}
fn main() {
    block_on(async {
        let hs: Vec<Box<dyn Handler>> = vec![Box::new(Add(1)), Box::new(Add(10))];
        let mut x = 0;
        for h in &hs {
            x = h.call(x).await;
        }
        println!("{x}");
        println!(
            "{:?}",
            use_repo(Mem::default(), vec!["a".into(), "b".into(), "c".into()]).await
        );
        println!(
            "{:?}",
            use_repo(
                Cached {
                    inner: Mem::default(),
                    hits: 0
                },
                vec!["q".into()]
            )
            .await
        );
        println!(
            "{} {}",
            Mem::stat().await,
            <Cached<Mem> as Repo>::stat().await
        );
        println!("{}", two(&F1, &Wrap(Wrap(F1))).await);
        println!("{}", Builder { n: 4 }.await);
        println!(
            "{} {}",
            apply(|x| async move { x * 2 }, 3).await,
            apply(make, 1).await
        );
        let k = 5;
        println!("{}", apply2(async |x| x * k).await);
        let mut seen = vec![];
        run_mut(async |i| {
            seen.push(i);
        })
        .await;
        println!("{:?}", seen);
        let s = String::from("own");
        println!("{}", once(async move || s + "ed").await);
        println!(
            "{} {} {}",
            fact(10).await,
            rec(10).await,
            local("abc").await
        );
        println!("{}", borrow("xyz", "a").await);
        println!("{}", pat((1, 2), [3, 4]).await);
        drops(D("a"), D("_"), D("b")).await;
        let mut s = S::new(1).await;
        s.push(2).await.push(3).await;
        println!("{} {:?}", s.total().await, s.consume().await);
        println!("{} {}", dynf(true).await, dynf(false).await);
        println!(
            "{:?} {:?}",
            question("1").await.ok(),
            question("x").await.map_err(|e| e.to_string())
        );
        println!("{:?}", loops().await);
        println!("{} {}", matching(Some(20)).await, matching(None).await);
        println!("{:?}", generic::<_, 3>("z").await);
        println!("{}", m::inner().await);
        let f = async || 5;
        println!("{}", f().await);
        let c = |x: i32| async move {
            let y = x;
            y + 1
        };
        println!("{}", c(1).await);
        let v: Vec<_> =
            futures::future::join_all([1, 2, 3].iter().map(|x| async move { x * x })).await;
        println!("{:?}", v);
        let t: (i32, i32) = (async { 1 }.await, async { 2 }.await);
        println!("{:?}", t);
        if let Some(x) = async { Some(3) }.await
            && x > 2
        {
            println!("chain {x}");
        }
        let block = async {
            let d = D("block");
            std::future::ready(()).await;
            d.0
        };
        drop(block);
        println!(
            "{}",
            async {
                return 5;
                #[allow(unreachable_code)]
                6
            }
            .await
        );
        let _unused = async {
            println!("never");
        };
        let r: Result<(), String> = async {
            Err("x")?;
            Ok(())
        }
        .await;
        println!("{:?}", r);
    });
}
