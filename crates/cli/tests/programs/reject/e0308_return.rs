fn half(n: u32) -> u32 {
    println!("halving {n}");
    if n > 2 { n / 2 } else { false }
}

fn main() {
    println!("{}", half(4));
}
