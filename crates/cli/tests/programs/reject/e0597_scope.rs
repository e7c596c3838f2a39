fn main() {
    let outer;
    {
        let inner = 5;
        outer = &inner;
    }
    println!("{outer}");
}
