struct Guard<'a>(&'a Vec<i32>);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        println!("{}", self.0.len());
    }
}

fn main() {
    let list = vec![1];
    let _guard = Guard(&list);
    let moved = list;
    println!("{moved:?}");
}
