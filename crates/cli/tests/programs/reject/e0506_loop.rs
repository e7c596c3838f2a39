fn main() {
    let mut best = 0;
    let mut kept: Vec<&i32> = Vec::new();
    for n in 1..3 {
        kept.push(&best);
        best = n;
    }
    println!("{}", kept.len());
}
