fn half(n: u32) -> u32 {
    n / 2;
}

fn main() {
    println!("{}", half(4));
}
