pub fn start() {
    println!("no main here");
}
