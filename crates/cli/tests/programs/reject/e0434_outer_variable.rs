fn foo() {
    let y = 5;
    fn bar() -> u32 {
        y
    }
    let z = 3;
    const C: i32 = z;
    static S: i32 = y;
}
fn main() {}
