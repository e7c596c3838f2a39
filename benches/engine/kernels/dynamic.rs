//! Calls through vtables.

trait Shape {
    fn area(&self) -> u64;
    fn grow(&mut self);
}

struct Square {
    side: u64,
}

struct Rectangle {
    width: u64,
    height: u64,
}

impl Shape for Square {
    fn area(&self) -> u64 {
        self.side * self.side
    }
    fn grow(&mut self) {
        self.side += 1;
    }
}

impl Shape for Rectangle {
    fn area(&self) -> u64 {
        self.width * self.height
    }
    fn grow(&mut self) {
        self.width += 1;
    }
}

pub fn kernel() -> u64 {
    let mut shapes: Vec<Box<dyn Shape>> = Vec::new();
    for n in 0..100 {
        if n % 2 == 0 {
            shapes.push(Box::new(Square { side: n }));
        } else {
            shapes.push(Box::new(Rectangle {
                width: n,
                height: 2,
            }));
        }
    }
    let mut total = 0;
    for _ in 0..1_000 {
        for shape in &mut shapes {
            total += shape.area();
            shape.grow();
        }
    }
    total
}
