fn call<F: Fn()>(f: F) {}
fn main() {
    let s = String::new();
    let c = move || drop(s);
    call(c);
}
