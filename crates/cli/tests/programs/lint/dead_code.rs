fn used() {
    println!("used");
}

fn unused() {
    println!("unused");
}

fn main() {
    used();
}
