fn main() {
    let workers = 4;
    let _ignored = 5;
    println!("done");
}
