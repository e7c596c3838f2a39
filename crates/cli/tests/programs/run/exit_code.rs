//! The program ends itself with a code of its own; what follows does not run.

struct Never;

impl Drop for Never {
    fn drop(&mut self) {
        println!("not printed: exit runs no destructors");
    }
}

fn main() {
    let _never = Never;
    println!("before");
    std::process::exit(3);
}
