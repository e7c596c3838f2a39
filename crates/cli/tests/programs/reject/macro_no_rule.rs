//! A call that no rule takes leaves nothing else to look at.

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
