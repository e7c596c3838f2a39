fn main() {
    let flag = AtomicBool::new(false);
    let _ = flag;
}
