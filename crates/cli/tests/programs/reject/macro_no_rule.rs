macro_rules! add {
    ($a:expr) => {
        $a + 1
    };
}

fn main() {
    let text: i32 = "a";
    add!();
    unknown_function();
}
