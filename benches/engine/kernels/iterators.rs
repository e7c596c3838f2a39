//! Chains of adaptors with closures.

pub fn kernel() -> u64 {
    let mut total = 0;
    for round in 0..100_u64 {
        total += (0..1_000_u64)
            .filter(|n| n % 3 != 0)
            .map(|n| n * n + round)
            .take_while(|n| *n < 900_000)
            .sum::<u64>();
    }
    total
}
