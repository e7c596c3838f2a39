fn main() { println!(";
}
