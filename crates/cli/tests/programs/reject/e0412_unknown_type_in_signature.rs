fn wait(how_long: Duration) {
    println!("{how_long:?}");
}

fn main() {
    let _ = wait;
}
