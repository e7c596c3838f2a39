//! Slices: reading, swapping, splitting.

fn quicksort(numbers: &mut [u64]) {
    if numbers.len() < 2 {
        return;
    }
    let last = numbers.len() - 1;
    numbers.swap(last / 2, last);
    let pivot = numbers[last];
    let mut low = 0;
    for i in 0..last {
        if numbers[i] < pivot {
            numbers.swap(i, low);
            low += 1;
        }
    }
    numbers.swap(low, last);
    let (left, right) = numbers.split_at_mut(low);
    quicksort(left);
    quicksort(&mut right[1..]);
}

pub fn kernel() -> u64 {
    let mut seed = 12_345;
    let mut numbers = Vec::new();
    for _ in 0..40_000 {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        numbers.push(seed);
    }
    quicksort(&mut numbers);
    let mut sum = 0;
    for (i, number) in numbers.iter().enumerate() {
        sum = (sum + i as u64 * number) % 1_000_000_007;
    }
    sum
}
