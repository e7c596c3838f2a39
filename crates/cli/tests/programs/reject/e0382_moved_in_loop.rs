fn take(numbers: Vec<u32>) -> usize {
    numbers.len()
}

fn main() {
    let numbers = vec![1, 2];
    for _ in 0..2 {
        println!("{}", take(numbers));
    }
}
