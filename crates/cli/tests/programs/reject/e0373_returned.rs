fn adder(n: i32) -> impl Fn(i32) -> i32 {
    |m| n + m
}

fn boxed(n: i32) -> Box<dyn Fn(i32) -> i32> {
    Box::new(|m| n + m)
}

fn main() {
    println!("{} {}", adder(1)(2), boxed(1)(2));
}
