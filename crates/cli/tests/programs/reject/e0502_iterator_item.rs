fn main() {
    let mut words = vec![String::from("a")];
    let first = words.iter().next().unwrap();
    words.clear();
    println!("{first}");
}
