fn main() {
    let mut kept = Vec::new();
    for n in 0..3 {
        let text = n.to_string();
        kept.push(text.as_str());
    }
    println!("{kept:?}");
}
