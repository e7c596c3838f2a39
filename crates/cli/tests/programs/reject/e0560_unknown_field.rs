struct Point {
    x: i32,
}

fn main() {
    let point = Point { x: 1, y: 2 };
    println!("{}", point.x);
}
