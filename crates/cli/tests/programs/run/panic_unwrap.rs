//! unwrap on None, deep in a call, under values that must be dropped in order.

struct Guard(u32);

impl Drop for Guard {
    fn drop(&mut self) {
        println!("guard {} released", self.0);
    }
}

fn dig(depth: u32, treasure: Option<&str>) -> usize {
    let _guard = Guard(depth);
    if depth == 3 { treasure.unwrap().len() } else { dig(depth + 1, treasure) }
}

fn main() {
    println!("{}", dig(0, Some("gold")));
    println!("{}", dig(1, None));
}
