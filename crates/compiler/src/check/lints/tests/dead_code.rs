fn called() {
    nested();
}

fn nested() {
    fn inside() {}
    inside();
    fn idle() {} //~ 8 dead_code: function `idle` is never used
}

fn value(n: u8) -> u8 {
    n
}

fn never() { //~ 4 dead_code: function `never` is never used
    only_from_never();
}

fn only_from_never() {} //~ 4 dead_code: function `only_from_never` is never used

fn recursive(n: u8) { //~ 4 dead_code: function `recursive` is never used
    if n > 0 {
        recursive(n - 1);
    }
}

fn _silent() {}

async fn waits() {} //~ 10 dead_code: function `waits` is never used

async fn awaited() {}

fn main() {
    called();
    let f: fn(u8) -> u8 = value;
    f(1);
    let _ = async { awaited().await };
}
