fn foo<F: Fn()>(x: F) {}
fn main() {
    foo(|y| ());
    [1].iter().map(|a, b| a);
    std::thread::spawn(|x| {});
}
