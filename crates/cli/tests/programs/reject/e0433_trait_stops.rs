//! Without the trait rustc does not come to types.

struct Point(i32);

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        Ok(())
    }
}

fn main() {
    let x: i32 = "a";
    println!("{}", Point(1));
    let y: u8 = nope;
    let v = Vec::new();
}
