//! Several borrows of one variable are told at the variable; statics are never `mut` by themselves.

static NUMBER: i32 = 1;
static LIST: Vec<i32> = Vec::new();
static ARRAY: [i32; 3] = [1, 2, 3];
static POINT: Point = Point { x: 1 };

struct Point {
    x: i32,
}

fn statics() {
    NUMBER = 3;
    LIST.push(3);
    ARRAY[0] = 3;
    POINT.x += 1;
    let point = &mut POINT;
    point.x = 1;
}

async fn several() {
    let text = String::new();
    text.push('a');
    text.push('b');
    let once = String::new();
    let mut push = || once.push('c');
    push();
    let numbers = vec![1];
    numbers.push(1);
    (|| numbers.push(2))();
    numbers.push(3);
}

fn main() {
    statics();
    drop(several());
}
