//! Traits that lend, traits whose methods are futures, and functions over both.

use std::future::Future;
trait AsyncIter {
    type Item<'a>
    where
        Self: 'a;
    fn next<'a>(&'a mut self) -> impl Future<Output = Option<Self::Item<'a>>>;
}
struct Lines {
    text: String,
    at: usize,
}
impl AsyncIter for Lines {
    type Item<'a> = &'a str;
    async fn next<'a>(&'a mut self) -> Option<&'a str> {
        let rest = self.text.get(self.at..)?;
        if rest.is_empty() {
            return None;
        }
        let end = rest.find('\n').unwrap_or(rest.len());
        self.at += (end + 1).min(rest.len().max(end));
        self.at = self.at.min(self.text.len());
        Some(&self.text[self.text.len() - rest.len()..][..end])
    }
}
trait Handler<A> {
    type Out;
    fn call(&self, a: A) -> impl Future<Output = Self::Out> + Send;
}
impl<F, Fut, A, O> Handler<A> for F
where
    F: Fn(A) -> Fut,
    Fut: Future<Output = O> + Send,
{
    type Out = O;
    fn call(&self, a: A) -> impl Future<Output = O> + Send {
        self(a)
    }
}
async fn drive<H: Handler<u32>>(h: &H) -> H::Out {
    h.call(5).await
}
async fn with<F>(f: F) -> usize
where
    F: AsyncFn(&str) -> usize,
{
    f("one").await + f("three").await
}
fn apply<'a, R>(s: &'a str, f: impl for<'b> Fn(&'b str) -> R) -> R {
    f(s)
}
trait Visitor {
    type Out<'t>;
    fn visit<'t>(&mut self, t: &'t [i32]) -> Self::Out<'t>;
}
struct Max;
impl Visitor for Max {
    type Out<'t> = Option<&'t i32>;
    fn visit<'t>(&mut self, t: &'t [i32]) -> Option<&'t i32> {
        t.iter().max()
    }
}
fn run<V>(mut v: V, t: &[i32]) -> V::Out<'_>
where
    V: Visitor,
{
    v.visit(t)
}
struct Guard<'g, T: ?Sized>(&'g mut T, &'g str);
impl<T: ?Sized> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        println!("release {}", self.1)
    }
}
impl<'g, T> std::ops::Deref for Guard<'g, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.0
    }
}
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut l = Lines {
        text: "a\nbb\nccc".into(),
        at: 0,
    };
    while let Some(s) = l.next().await {
        println!("{s}");
    }
    println!("{}", drive(&|n| async move { n * 2 }).await);
    let extra = String::from("xy");
    println!(
        "{}",
        with(async |s| {
            tokio::task::yield_now().await;
            s.len() + extra.len()
        })
        .await
    );
    println!("{} {:?}", apply("hey", str::len), run(Max, &[3, 9, 2]));
    let mut v = vec![1];
    {
        let g = Guard(&mut v, "v");
        println!("{}", g.len());
    }
    v.push(2);
    println!("{v:?}");
    let fs: Vec<Box<dyn Fn(i32) -> std::pin::Pin<Box<dyn Future<Output = i32>>>>> = vec![
        Box::new(|x| Box::pin(async move { x + 1 })),
        Box::new(|x| Box::pin(std::future::ready(x * 10))),
    ];
    for f in &fs {
        print!("{} ", f(4).await);
    }
    println!();
}
