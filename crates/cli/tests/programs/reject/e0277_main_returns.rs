fn main() -> i32 {
    0
}
