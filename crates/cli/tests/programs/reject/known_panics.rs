//! What is known to panic without being run.

fn sizes() -> [u8; 3] {
    [1, 2, 3]
}

fn main() {
    let byte = 255u8 + 1;
    let zero = 0;
    let quotient = 10 / zero;
    let shifted = 1u32 << 40;
    let most = i32::MAX + 1;
    let numbers = [1, 2, 3];
    let index = 5;
    println!("{byte} {quotient} {shifted} {most}");
    println!("{}", numbers[index]);
    let count = 0u32;
    let before = count - 1;
    let least = -i32::MIN;
    let later = || 7 % 0;
    let mut grown = 250u8;
    grown += 10;
    println!("{before} {least} {} {grown} {:?}", later(), sizes());
    if index < 3 {
        println!("{}", numbers[index]);
    }
    for i in 0..10u8 {
        println!("{}", i * 20);
    }
}

async fn rustc_leaves_out_futures() -> i32 {
    let one = 1;
    one / 0
}
