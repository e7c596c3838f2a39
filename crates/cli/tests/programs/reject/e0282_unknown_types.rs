fn main() {
    let x = Vec::new();
    let y = "hello".chars().rev().collect();
    let z = None;
    let p = "5".parse().unwrap();
    let d = Default::default();
}
