//! Iterator adapters over ranges, vectors and a struct of our own.

struct Fibonacci {
    a: u64,
    b: u64,
}

impl Iterator for Fibonacci {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let next = self.a;
        self.a = self.b;
        self.b += next;
        Some(next)
    }
}

fn main() {
    let squares: Vec<u32> = (1..=5).map(|n| n * n).filter(|n| n % 2 == 1).collect();
    println!("{squares:?}");
    println!("{}", (1..=10).fold(1u64, |product, n| product * n));
    let fib = Fibonacci { a: 0, b: 1 };
    println!("{:?}", fib.take_while(|&n| n < 60).skip(2).collect::<Vec<_>>());
    let words = ["poll", "wake", "drop"];
    for (n, word) in words.iter().enumerate() {
        print!("{n}={word} ");
    }
    println!();
    println!("{:?}", words.iter().zip(1..).map(|(w, n)| format!("{w}{n}")).collect::<Vec<_>>());
    println!("{} {}", words.iter().any(|w| w.len() > 4), words.iter().all(|w| w.len() == 4));
    println!("{:?} {:?}", words.iter().position(|&w| w == "wake"), words.iter().max());
    let mut lines = 0;
    (0..3).for_each(|n| lines += n);
    println!("{lines} {:?}", (0..3).chain(7..9).last());
    let mut peek = [1, 1, 2].iter().peekable();
    while let Some(n) = peek.next() {
        if peek.peek() == Some(&n) {
            println!("{n} twice");
        }
    }
}
