//! Patterns that no value comes to, or that every value matches.

#[derive(Clone, Copy)]
enum Shape {
    Dot,
    Circle(i32),
    Square { side: u8 },
}

fn name(shape: Shape) -> i32 {
    match shape {
        Shape::Dot => 1,
        Shape::Circle(1 | 2) => 2,
        Shape::Circle(2) => 3,
        Shape::Square { .. } => 4,
        Shape::Square { side: 1 } => 5,
        Shape::Circle(_) => 6,
        _ => 7,
    }
}

enum List {
    More(Box<List>),
    End,
}

fn length(list: &List) -> usize {
    match list {
        List::More(rest) => 1 + length(rest),
        List::End => 0,
        List::More(_) => 2,
    }
}

fn numbers(n: Option<u8>) -> Option<u8> {
    match n {
        Some(0..=255) => {}
        None => {}
        Some(_) => {}
    }
    match n {
        Some(x) if x > 3 => {}
        Some(_) => {}
        None
        | Some(7) => {}
    }
    if let x = n {
        println!("{x:?}");
    }
    while let (a, _) = (1, 2) {
        println!("{a}");
        break;
    }
    println!("{}", matches!(n, _));
    let result: Result<u8, std::convert::Infallible> = Ok(1);
    match result {
        Ok(_) => {}
        Err(_) => {}
    }
    for (a, b) in [(1, 2)] {
        println!("{a}{b}");
    }
    let inner = n?;
    Some(inner)
}

fn main() {
    println!(
        "{} {} {}",
        name(Shape::Dot),
        name(Shape::Circle(1)),
        name(Shape::Square { side: 1 })
    );
    println!("{}", length(&List::More(Box::new(List::End))));
    println!("{:?}", numbers(None));
}
