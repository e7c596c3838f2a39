fn main() {
    let mut log: Vec<&mut i32> = Vec::new();
    let mut n = 0;
    for _ in 0..2 {
        log.push(&mut n);
    }
    println!("{}", log.len());
}
