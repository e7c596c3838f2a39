use std::fmt::Result;
use std::io::Result;
fn f() -> Result<()> {
    Ok(())
}
fn main() {}
