fn main() {
    let n: u32;
    println!("{n}");
}
