fn main() {
    match Some(0) {
        Some(y) | None => {}
        _ => (),
    }
    let (Ok(x) | Err(y)): Result<u8, u8> = Ok(1);
}
