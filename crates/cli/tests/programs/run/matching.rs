//! Patterns: ranges, alternatives, guards, bindings, references, nested enums.

enum Shape {
    Circle { radius: u32 },
    Box(u32, u32),
    Nothing,
}

fn size(n: i32) -> &'static str {
    match n {
        i32::MIN..=-1 => "negative",
        0 => "zero",
        1 | 2 | 3 => "small",
        n if n % 1000 == 0 => "round",
        _ => "large",
    }
}

fn letter(c: char) -> u8 {
    match c {
        'a'..='z' => 1,
        'A'..='Z' => 2,
        '0'..='9' => 3,
        _ => 0,
    }
}

fn main() {
    for n in [-5, 0, 2, 4000, 4001] {
        println!("{n} is {}", size(n));
    }
    println!("{}{}{}{}", letter('q'), letter('Q'), letter('7'), letter('ß'));
    for shape in [Shape::Circle { radius: 3 }, Shape::Box(2, 2), Shape::Box(2, 3), Shape::Nothing] {
        let text = match &shape {
            Shape::Circle { radius: r @ 1..=5 } => format!("small circle {r}"),
            Shape::Circle { .. } => "circle".to_string(),
            Shape::Box(w, h) if w == h => format!("square {w}"),
            Shape::Box(w, h) => format!("box {w} by {h}"),
            Shape::Nothing => String::from("nothing"),
        };
        println!("{text}");
    }
    let pair = (3, Some("x"));
    match pair {
        (_, None) => println!("no text"),
        (n @ (1 | 3), Some(text)) => println!("{n} with {text}"),
        (n, Some(_)) => println!("{n}"),
    }
    let name = String::from("abc");
    match name.as_str() {
        "abc" => println!("the first letters"),
        other => println!("{other}"),
    }
    let numbers = vec![(1, true), (2, false)];
    for &(n, flag) in &numbers {
        println!("{}", if flag { n } else { -n });
    }
}
