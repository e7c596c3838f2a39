//! Tuples, arrays, destructuring and slices.

fn min_max(values: &[i32]) -> (i32, i32) {
    let mut low = values[0];
    let mut high = values[0];
    for &v in &values[1..] {
        low = low.min(v);
        high = high.max(v);
    }
    (low, high)
}

fn describe(values: &[i32]) -> String {
    match values {
        [] => "empty".to_string(),
        [one] => format!("one: {one}"),
        [first, .., last] => format!("from {first} to {last}"),
    }
}

fn main() {
    let mut grid = [[0u8; 3]; 2];
    grid[1][2] = 9;
    grid[0] = [1, 2, 3];
    println!("{grid:?} {}", grid.len() * grid[0].len());
    let (low, high) = min_max(&[3, -8, 12, 5]);
    println!("{low}..{high}");
    let ((a, b), [c, d, ..]) = ((1, "b"), [10, 20, 30, 40]);
    println!("{a} {b} {c} {d}");
    let mut pair = (1, String::from("x"));
    pair.0 += 1;
    pair.1.push('y');
    println!("{pair:?}");
    println!("{} / {} / {}", describe(&[]), describe(&[4]), describe(&[4, 5, 6]));
    let (mut x, mut y) = (1, 2);
    (x, y) = (y, x + y);
    std::mem::swap(&mut x, &mut y);
    println!("{x} {y}");
    let copy = grid;
    grid[0][0] = 100;
    println!("{} {}", copy[0][0], grid[0][0]);
}
