//! An addition overflows: the program panics, drops what it holds, and exits with 101.

struct Noisy;

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("dropped while unwinding");
    }
}

fn main() {
    let _noisy = Noisy;
    let mut n: u8 = 250;
    loop {
        println!("{n}");
        n += 3;
    }
}
