//! Functions that call themselves and each other.

fn factorial(n: u64) -> u64 {
    if n < 2 { 1 } else { n * factorial(n - 1) }
}

fn fibonacci(n: u32) -> u32 {
    match n {
        0 | 1 => n,
        _ => fibonacci(n - 1) + fibonacci(n - 2),
    }
}

fn is_even(n: u32) -> bool {
    n == 0 || is_odd(n - 1)
}

fn is_odd(n: u32) -> bool {
    n != 0 && is_even(n - 1)
}

fn hanoi(n: u32, from: char, to: char, by: char, moves: &mut Vec<(char, char)>) {
    if n > 0 {
        hanoi(n - 1, from, by, to, moves);
        moves.push((from, to));
        hanoi(n - 1, by, to, from, moves);
    }
}

fn ackermann(m: u64, n: u64) -> u64 {
    match (m, n) {
        (0, n) => n + 1,
        (m, 0) => ackermann(m - 1, 1),
        (m, n) => ackermann(m - 1, ackermann(m, n - 1)),
    }
}

fn main() {
    println!("{} {}", factorial(20), fibonacci(20));
    println!("{} {}", is_even(101), is_odd(101));
    let mut moves = Vec::new();
    hanoi(4, 'A', 'C', 'B', &mut moves);
    println!("{} moves, {:?} first, {:?} last", moves.len(), moves[0], moves[moves.len() - 1]);
    println!("{}", ackermann(2, 9));
}
