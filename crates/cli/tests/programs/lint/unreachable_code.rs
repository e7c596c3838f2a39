fn main() {
    let mut n = 0;
    loop {
        n += 1;
        if n > 3 {
            return;
        }
    }
    println!("{n}");
}
