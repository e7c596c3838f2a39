//! The value of a statement goes before the temporaries that it borrows from; `?` may end in an error.

use std::sync::Mutex;

struct Named(&'static str);

impl Named {
    fn lend(&self) -> Lent<'_> {
        Lent(self)
    }
}

impl Drop for Named {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct Lent<'a>(&'a Named);

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        println!("give back {}", self.0.0);
    }
}

fn fails() -> Result<(), String> {
    Err("always")?;
    Ok(())
}

fn main() {
    Named("a").lend();
    let _ = Mutex::new(1).lock().map(|guard| println!("{guard}"));
    Mutex::new(Named("b")).lock().unwrap().lend();
    println!("{:?}", fails());
}
