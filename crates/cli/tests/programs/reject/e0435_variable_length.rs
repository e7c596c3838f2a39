fn main() {
    let foo = 42;
    let a: [u8; foo];
    let b = [0u8; foo];
}
