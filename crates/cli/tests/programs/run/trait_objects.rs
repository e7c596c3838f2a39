//! dyn Trait behind Box and &, default methods, supertraits, and a trait for types of std.

use std::fmt::Display;

trait Shape {
    fn area(&self) -> f64;

    fn name(&self) -> String {
        String::from("a shape")
    }

    fn describe(&self) -> String {
        format!("{} of area {:.1}", self.name(), self.area())
    }
}

struct Square(f64);
struct Rectangle {
    width: f64,
    height: f64,
}

impl Shape for Square {
    fn area(&self) -> f64 {
        self.0 * self.0
    }

    fn name(&self) -> String {
        "a square".into()
    }
}

impl Shape for Rectangle {
    fn area(&self) -> f64 {
        self.width * self.height
    }
}

trait Loud: Display {
    fn loud(&self) -> String {
        format!("{self}!").to_uppercase()
    }
}

impl Loud for i32 {}
impl Loud for &str {}

fn total(shapes: &[Box<dyn Shape>]) -> f64 {
    shapes.iter().map(|shape| shape.area()).sum()
}

fn show(shape: &dyn Shape) {
    println!("{}", shape.describe());
}

fn main() {
    let shapes: Vec<Box<dyn Shape>> = vec![Box::new(Square(2.0)), Box::new(Rectangle { width: 1.5, height: 4.0 })];
    for shape in &shapes {
        show(shape.as_ref());
    }
    println!("{}", total(&shapes));
    show(&Square(0.5));
    let loud: [&dyn Loud; 2] = [&7, &"quiet"];
    for l in loud {
        println!("{}", l.loud());
    }
}
