struct Point {
    x: i32,
}

fn main() {
    let Point { x, z } = Point { x: 1 };
    println!("{x} {z}");
}
