//! A hash map.

use std::collections::HashMap;

pub fn kernel() -> u64 {
    let mut seed: u64 = 1;
    let mut counts: HashMap<u64, u64> = HashMap::new();
    for _ in 0..50_000 {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        *counts.entry(seed / 65_536 % 1_000).or_insert(0) += 1;
    }
    let mut most = 0;
    for count in counts.values() {
        if *count > most {
            most = *count;
        }
    }
    most * 10_000 + counts.len() as u64
}
