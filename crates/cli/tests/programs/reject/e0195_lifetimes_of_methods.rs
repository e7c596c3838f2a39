//! A lifetime that a caller chooses in the trait must be one that a caller chooses in the implementation.

struct S;

trait Plain {
    fn plain<'a>(x: &'a str, y: &str) -> &'a str;
}
impl Plain for S {
    fn plain<'b>(x: &'b str, _: &str) -> &'b str {
        x
    }
}

trait Calls {
    fn calls<'a>(&'a self, f: impl Fn(&'a str) -> usize) -> usize;
}
impl Calls for S {
    fn calls(&self, f: impl Fn(&str) -> usize) -> usize {
        f("a")
    }
}

trait Converts {
    fn converts<'a, T: Into<&'a str>>(x: T);
}
impl Converts for S {
    fn converts<T: Into<&'static str>>(x: T) {
        let _ = x.into();
    }
}

trait Lives {
    fn lives<'a>(x: &'a str)
    where
        Self: 'a;
}
impl Lives for S {
    fn lives(x: &str) {
        let _ = x;
    }
}

trait Gives {
    fn gives<'a>() -> &'a str;
}
impl Gives for S {
    fn gives() -> &'static str {
        ""
    }
}

trait Asks {
    fn asks<'a, F: Fn(&'a str) -> usize>(&'a self, f: F) -> usize;
}
impl Asks for S {
    fn asks<'s, F: Fn(&'s str) -> usize>(&'s self, f: F) -> usize {
        f("a")
    }
}

fn main() {
    println!("{}", S::plain("a", "b"));
}
