//! Conditions, short circuits, and `if` as a value.

fn yes(name: &str) -> bool {
    println!("asked {name}");
    true
}

fn main() {
    let a = false && yes("first");
    let b = true || yes("second");
    let c = yes("third") && !yes("fourth");
    println!("{a} {b} {c} {}", a ^ b);
    let size = if c {
        "large"
    } else if a | b {
        "middle"
    } else {
        "small"
    };
    println!("{size}");
    let n = 5;
    if n > 3 && n < 10 {
        println!("between");
    }
    println!("{}", 'a' < 'b' && "abc" < "abd" && (1, 2) < (1, 3));
}
