//! What println! understands: positions, names, Debug, pretty Debug, width, alignment, bases.

#[derive(Debug)]
struct Point {
    x: i32,
    y: i32,
}

#[derive(Debug)]
struct Nested {
    name: &'static str,
    at: Option<Point>,
    unit: (),
    pair: (u8, char),
}

#[derive(Debug)]
struct Empty;

fn main() {
    let x = 3;
    let name = "width";
    println!("{x} {0} {1} {0} {name}", 1, 2);
    println!("{{braces}} {:?} {:?}", "text", 'c');
    println!("[{:5}] [{:<5}] [{:>5}] [{:^5}] [{:05}]", 42, 42, 42, 42, 42);
    println!("[{:5}] [{:>7}] [{:*^9}] [{:-<4}]", "ab", name, "mid", "x");
    println!("{:x} {:X} {:#x} {:b} {:#010b} {:o}", 255, 255, 255, 5, 5, 8);
    println!("{:.2} {:.0} {:8.3} {}", 2.71828, 2.5, 1.0, 1.5);
    println!("{:+} {:+}", 5, -5);
    println!("[{:w$}] [{:.p$}]", 7, 0.66, w = 4, p = 1);
    println!("{:?} {:?}", Point { x: 1, y: -1 }, Empty);
    let nested = Nested { name: "n", at: Some(Point { x: 0, y: 2 }), unit: (), pair: (7, '\'') };
    println!("{nested:?}");
    println!("{nested:#?}");
    println!("{:?} {:?}", vec![Some(1), None], (1, "two", 3.0));
    println!("{:#?}", vec![(1, 'a')]);
    print!("no newline");
    println!();
    println!("{} {}", nested.name, nested.at.map_or(0, |p| p.x + p.y));
    let _ = (nested.unit, nested.pair);
    assert_eq!(format!("{x:>3}"), "  3", "padding");
}
