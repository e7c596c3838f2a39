//! Structs of each shape, methods by value and by reference, associated functions, update syntax.

#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Point {
    x: i32,
    y: i32,
}

#[derive(Debug)]
struct Line(Point, Point);

struct Unit;

impl Point {
    const ORIGIN: Point = Point { x: 0, y: 0 };

    fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }

    fn manhattan(self, other: Point) -> i32 {
        (self.x - other.x).abs() + (self.y - other.y).abs()
    }

    fn shift(&mut self, dx: i32) -> &mut Self {
        self.x += dx;
        self
    }
}

impl Line {
    fn length(&self) -> i32 {
        self.0.manhattan(self.1)
    }

    fn into_ends(self) -> (Point, Point) {
        let Line(a, b) = self;
        (a, b)
    }
}

impl Unit {
    fn name() -> &'static str {
        "unit"
    }
}

impl std::ops::Add for Point {
    type Output = Point;

    fn add(self, other: Point) -> Point {
        Point::new(self.x + other.x, self.y + other.y)
    }
}

fn main() {
    let mut p = Point { y: 4, ..Default::default() };
    p.shift(2).shift(1);
    let q = p;
    p.x = -1;
    println!("{p:?} {q:?} {}", p == q);
    let line = Line(p, Point::ORIGIN + q);
    println!("{} {:?}", line.length(), line);
    let (start, Point { x, y: height }) = line.into_ends();
    println!("{} {x} {height} {}", start.x, Unit::name());
    let _unit = Unit;
}
