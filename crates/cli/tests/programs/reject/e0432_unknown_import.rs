use std::sync::Arcs;

fn main() {
    println!("{}", Arcs::new(1));
}
