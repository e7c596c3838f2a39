//! async fns in traits, async closures, boxed handlers, objects made of objects, chains of lets.

use std::{
    any::Any,
    collections::BTreeMap,
    fmt::{Debug, Display},
    future::Future,
    ops::AsyncFn,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, Waker},
};
fn run<F: Future>(f: F) -> F::Output {
    let mut f = pin!(f);
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(v) = f.as_mut().poll(&mut cx) {
            return v;
        }
    }
}
trait Store {
    type Key: Ord + Clone + Debug;
    type Err: Display;
    async fn get(&self, k: &Self::Key) -> Result<String, Self::Err>;
    async fn put(&mut self, k: Self::Key, v: &str) -> Option<String>;
    fn all(&self) -> impl Iterator<Item = (&Self::Key, &String)>;
    async fn count(&self) -> usize {
        self.all().count()
    }
}
#[derive(Default)]
struct Mem(BTreeMap<u32, String>);
impl Store for Mem {
    type Key = u32;
    type Err = String;
    async fn get(&self, k: &u32) -> Result<String, String> {
        yield1().await;
        self.0.get(k).cloned().ok_or_else(|| format!("no {k}"))
    }
    async fn put(&mut self, k: u32, v: &str) -> Option<String> {
        self.0.insert(k, v.to_owned())
    }
    fn all(&self) -> impl Iterator<Item = (&u32, &String)> {
        self.0.iter()
    }
}
async fn yield1() {
    let mut y = false;
    std::future::poll_fn(|_| {
        if std::mem::replace(&mut y, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await
}
async fn copy<A: Store, B: Store<Key = A::Key>>(a: &A, b: &mut B) -> usize {
    let mut n = 0;
    for (k, v) in a.all() {
        if b.put(k.clone(), v).await.is_none() {
            n += 1
        }
    }
    n
}
trait DynSvc: Send + Sync {
    fn name(&self) -> &str;
    fn call<'a>(&'a self, req: &'a str) -> Pin<Box<dyn Future<Output = String> + Send + 'a>>;
}
struct Echo;
impl DynSvc for Echo {
    fn name(&self) -> &str {
        "echo"
    }
    fn call<'a>(&'a self, req: &'a str) -> Pin<Box<dyn Future<Output = String> + Send + 'a>> {
        Box::pin(async move {
            yield1().await;
            req.to_uppercase()
        })
    }
}
struct Layer<S> {
    inner: S,
    tag: &'static str,
}
impl<S: DynSvc> DynSvc for Layer<S> {
    fn name(&self) -> &str {
        self.inner.name()
    }
    fn call<'a>(&'a self, req: &'a str) -> Pin<Box<dyn Future<Output = String> + Send + 'a>> {
        Box::pin(async move { format!("[{}:{}]", self.tag, self.inner.call(req).await) })
    }
}
impl<T: DynSvc + ?Sized> DynSvc for Arc<T> {
    fn name(&self) -> &str {
        (**self).name()
    }
    fn call<'a>(&'a self, req: &'a str) -> Pin<Box<dyn Future<Output = String> + Send + 'a>> {
        (**self).call(req)
    }
}
async fn apply<F: AsyncFn(i32) -> i32>(f: F, n: i32) -> i32 {
    f(f(n).await).await
}
async fn apply_mut(mut f: impl AsyncFnMut(&str)) {
    for w in ["a", "b"] {
        f(w).await
    }
}
async fn once<R>(f: impl AsyncFnOnce() -> R) -> R {
    f().await
}
async fn each<T, F, Fut>(xs: &[T], f: F) -> Vec<Fut::Output>
where
    F: Fn(&T) -> Fut,
    Fut: Future,
{
    let mut v = vec![];
    for x in xs {
        v.push(f(x).await)
    }
    v
}
trait Animal: Any + Debug {
    fn name(&self) -> String;
}
trait Pet: Animal {
    fn owner(&self) -> &str;
}
#[derive(Debug)]
struct Dog(String);
impl Animal for Dog {
    fn name(&self) -> String {
        "dog".into()
    }
}
impl Pet for Dog {
    fn owner(&self) -> &str {
        &self.0
    }
}
fn up(p: &dyn Pet) -> &dyn Animal {
    p
}
fn boxed_up(p: Box<dyn Pet>) -> Box<dyn Animal> {
    p
}
type Handler = Box<dyn Fn(String) -> Pin<Box<dyn Future<Output = usize>>>>;
fn handler<F, Fut>(f: F) -> Handler
where
    F: Fn(String) -> Fut + 'static,
    Fut: Future<Output = usize> + 'static,
{
    Box::new(move |s| Box::pin(f(s)))
}
#[derive(Debug, Clone, Copy, PartialEq)]
enum Tok<'a> {
    Num(i64),
    Word(&'a str),
}
fn parse(s: &str) -> Option<Tok<'_>> {
    if let Some(rest) = s.strip_prefix('#')
        && let Ok(n) = rest.parse()
        && n > 0
    {
        return Some(Tok::Num(n));
    }
    if !s.is_empty()
        && let Some(c) = s.chars().next()
        && c.is_alphabetic()
    {
        Some(Tok::Word(s))
    } else {
        None
    }
}
const fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
const TABLE: [u64; 5] = {
    let mut t = [0; 5];
    let mut i = 0;
    while i < 5 {
        t[i] = gcd(12, i as u64 * 3 + 2);
        i += 1;
    }
    t
};
static GREETING: &str = concat!("hi", " ", 12, true);
async fn tree(depth: u32) -> u32 {
    if depth == 0 {
        1
    } else {
        Box::pin(tree(depth - 1)).await + Box::pin(tree(depth - 1)).await
    }
}
struct Steps<'a> {
    it: std::slice::Iter<'a, u8>,
}
impl<'a> Future for Steps<'a> {
    type Output = &'static str;
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        match self.it.next() {
            Some(x) => {
                print!("s{x} ");
                Poll::Pending
            }
            None => Poll::Ready("end"),
        }
    }
}
fn main() {
    run(async {
        let mut m = Mem::default();
        println!("{:?} {:?}", m.put(1, "a").await, m.put(1, "b").await);
        println!(
            "{:?} {:?} {}",
            m.get(&1).await,
            m.get(&2).await,
            m.count().await
        );
        let mut m2 = Mem::default();
        m2.put(1, "x").await;
        m.put(5, "e").await;
        println!("{} {:?}", copy(&m, &mut m2).await, m2.0);
        let svcs: Vec<Arc<dyn DynSvc>> = vec![
            Arc::new(Echo),
            Arc::new(Layer {
                inner: Layer {
                    inner: Echo,
                    tag: "in",
                },
                tag: "out",
            }),
        ];
        for s in &svcs {
            println!("{} {}", s.name(), s.call("hey").await);
        }
        println!(
            "{}",
            Layer {
                inner: svcs[1].clone(),
                tag: "arc"
            }
            .call("x")
            .await
        );
        let k = 10;
        println!(
            "{}",
            apply(
                async |x| {
                    yield1().await;
                    x + k
                },
                1
            )
            .await
        );
        let mut log = String::new();
        apply_mut(async |s: &str| {
            yield1().await;
            log.push_str(s)
        })
        .await;
        println!("{log}");
        let owned = String::from("o");
        println!("{}", once(async move || owned + "k").await);
        println!(
            "{:?}",
            each(&[1, 2], |x| {
                let x = *x;
                async move { x * 3 }
            })
            .await
        );
        async fn named(x: i32) -> i32 {
            x - 1
        }
        println!("{}", apply(named, 5).await);
        let hs: Vec<(&str, Handler)> = vec![
            ("len", handler(|s| async move { s.len() })),
            (
                "words",
                handler(|s: String| async move { s.split(' ').count() }),
            ),
        ];
        for (n, h) in &hs {
            println!("{n} {}", h("a bc d".into()).await);
        }
        println!(
            "{} {}",
            tree(4).await,
            Steps {
                it: [1, 2, 3].iter()
            }
            .await
        );
        let r: Result<i32, Box<dyn std::error::Error>> = async {
            let n: i32 = "12".parse()?;
            let m: i32 = "x".parse()?;
            Ok(n + m)
        }
        .await;
        println!("{}", r.unwrap_err());
        let v = async {
            let x = 5;
            let r = &x;
            yield1().await;
            *r + 1
        }
        .await;
        println!("{v}");
        let label = 'outer: {
            for i in 0.. {
                yield1().await;
                if i == 3 {
                    break 'outer i;
                }
            }
            -1
        };
        println!("{label}");
    });
    let d = Dog("ann".into());
    println!(
        "{:?} {} {}",
        up(&d),
        up(&d).name(),
        (&d as &dyn Pet).owner()
    );
    let b = boxed_up(Box::new(d));
    println!("{}", (b as Box<dyn Any>).downcast::<Dog>().unwrap().0);
    for s in ["#5", "#-1", "word", "", "9"] {
        print!("{:?} ", parse(s));
    }
    println!("{TABLE:?} {GREETING}");
    println!("{:?}", std::mem::size_of_val(&yield1()) > 0);
}
