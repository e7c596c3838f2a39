//! An Err out of main is exit code 1.

#[derive(Debug)]
struct Broken;

fn step(n: u32) -> Result<u32, Broken> {
    if n < 3 { Ok(n + 1) } else { Err(Broken) }
}

fn main() -> Result<(), Broken> {
    let mut n = 0;
    loop {
        n = step(n)?;
        println!("step {n}");
    }
}
