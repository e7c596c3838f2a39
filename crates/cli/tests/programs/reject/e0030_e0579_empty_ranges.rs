//! Patterns with ranges in which there is nothing.

fn main() {
    match 5u32 {
        1000..=5 => {}
        7..7 => {}
        3..=3 => {}
        _ => {}
    }
    match 'a' {
        'z'..'a' => {}
        _ => {}
    }
}
