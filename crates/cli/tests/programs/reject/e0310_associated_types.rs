//! What an associated type borrows is as unknown as what a type parameter does.

fn spawn_all<I>(items: I)
where
    I: IntoIterator,
    I::Item: Send,
{
    for item in items {
        std::thread::spawn(move || drop(item));
    }
}
fn boxed<I: Iterator>(mut items: I) -> Box<dyn FnOnce()> {
    let x = items.next();
    Box::new(move || drop(x))
}
fn main() {}
