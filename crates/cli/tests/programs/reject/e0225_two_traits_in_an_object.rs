fn f(x: Box<dyn Future<Output = ()> + Iterator<Item = u8>>) {}
fn main() {}
