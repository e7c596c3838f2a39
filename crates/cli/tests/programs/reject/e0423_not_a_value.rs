struct Foo {
    a: bool,
}
struct T(u8);
trait Tr {}
fn main() {
    let f = Foo();
    let g = Foo;
    println!("{}", u32);
    let h = Tr;
    let i = T { 0: 1 };
    let s = String;
    let v = Vec;
}
