//! while, loop with a value, labels, continue, and ranges of every kind.

fn main() {
    let mut n = 27u64;
    let mut steps = 0;
    while n != 1 {
        n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
        steps += 1;
    }
    println!("{steps} steps");

    let mut i = 0;
    let found = loop {
        i += 1;
        if i % 7 == 0 && i % 5 == 0 {
            break i;
        }
    };
    println!("{found}");

    'rows: for row in 0..4 {
        for column in 0..4 {
            if column > row {
                continue 'rows;
            }
            if row == 3 {
                break 'rows;
            }
            print!("{} ", row * column);
        }
    }
    println!();

    for i in (1..=3).rev() {
        println!("{i}");
    }
    for i in (0..20).step_by(6) {
        print!("{i},");
    }
    println!();
    for _ in 5..5 {
        println!("never");
    }
    let value = 'block: {
        if found > 10 {
            break 'block "left early";
        }
        "to the end"
    };
    println!("{value}");
}
