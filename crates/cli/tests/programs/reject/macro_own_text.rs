//! Errors in the text of the program's own macros are told there.

macro_rules! square {
    ($x:expr) => {
        $x * missing
    };
}

macro_rules! show {
    ($x:ident) => {
        println!("{}", $x.foo);
    };
}

macro_rules! function {
    ($name:ident) => {
        fn $name() -> i32 {
            "a"
        }
    };
}

struct Point {
    bar: i32,
}

function!(number);

fn main() {
    println!("{}", square!(2));
    let point = Point { bar: number() };
    show!(point);
}
