fn parse(text: &str) -> u32 {
    let n: u32 = text.parse()?;
    n
}

fn main() {
    println!("{}", parse("1"));
}
