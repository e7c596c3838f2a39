fn main() {
    let number = 1;
    let boxed = Box::new(2);
    let mut first = move || number += 1;
    let mut second = move || *boxed += 1;
    first();
    second();
}
