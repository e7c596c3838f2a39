async fn get() -> u32 {
    1
}
async fn run() {
    let x: u32 = get();
    let y = get() + 1;
    if get() > 2 {}
    println!("{}", get());
    match get() {
        1 => {}
        _ => {}
    }
    for i in 0..get() {}
}
fn main() {}
