//! Loops over a vector of flags.

pub fn kernel() -> u64 {
    let limit = 400_000;
    let mut composite = vec![false; limit + 1];
    let mut count = 0;
    for n in 2..=limit {
        if composite[n] {
            continue;
        }
        count += 1;
        let mut multiple = n + n;
        while multiple <= limit {
            composite[multiple] = true;
            multiple += n;
        }
    }
    count
}
