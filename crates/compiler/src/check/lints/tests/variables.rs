struct Point {
    x: u8,
    y: u8,
}

fn parameters(a: u8, mut b: u8, (c, d): (u8, u8), Point { x, y: height }: Point, _e: u8) { //~ 15 unused_variables: unused variable: `a` //~ 22 unused_variables: variable `b` is assigned to, but never used //~ 34 unused_variables: unused variable: `c` //~ 59 unused_variables: unused variable: `x` //~ 65 unused_variables: unused variable: `height`
    b = d; //~ 5 unused_assignments: value assigned to `b` is never read
}

fn patterns(point: Point, some: Option<u8>) {
    let Point { x, y: _ } = point; //~ 17 unused_variables: unused variable: `x`
    if let Some(n) = some {} //~ 17 unused_variables: unused variable: `n`
    match some {
        Some(n) if n > 2 => {}
        Some(n) => {} //~ 14 unused_variables: unused variable: `n`
        None => {}
    }
    for i in 0..3 {} //~ 9 unused_variables: unused variable: `i`
    let (first, _) = (1, 2); //~ 10 unused_variables: unused variable: `first`
    let Some(value) = some else { return }; //~ 14 unused_variables: unused variable: `value`
    let later: u8; //~ 9 unused_variables: unused variable: `later`
    let shadowed = 1;
    let shadowed = shadowed + 1; //~ 9 unused_variables: unused variable: `shadowed`
}

fn assigned(mut point: Point) { //~ 13 unused_variables: variable `point` is assigned to, but never used
    let mut n = 1; //~ 9 unused_variables: variable `n` is assigned to, but never used
    n = 2; //~ 5 unused_assignments: value assigned to `n` is never read
    let mut count = 0; //~ 9 unused_variables: variable `count` is assigned to, but never used
    for _ in 0..3 {
        count += 1; //~ 9 unused_assignments: value assigned to `count` is never read
    }
    let once; //~ 9 unused_variables: variable `once` is assigned to, but never used
    once = 3; //~ 5 unused_assignments: value assigned to `once` is never read
    point.x = 3; //~ 5 unused_assignments: value assigned to `point` is never read
}

fn closures() {
    let unused = |p: u8, _q: u8| 3; //~ 9 unused_variables: unused variable: `unused` //~ 19 unused_variables: unused variable: `p`
    let mut total = 0;
    let mut add = |n: u8| total += n;
    add(1);
    let text = 5;
    let read = move || text + 1;
    read();
}

async fn future(a: u8, b: u8) -> u8 { //~ 17 unused_variables: unused variable: `a`
    let inner = b; //~ 9 unused_variables: unused variable: `inner`
    b
}

fn in_dead_code(n: u8) { //~ 17 unused_variables: unused variable: `n`
    return;
    let m = n; //~ 5 unreachable_code: unreachable statement
}

fn main() {
    let point = || Point { x: 1, y: 2 };
    parameters(1, 2, (3, 4), point(), 5);
    patterns(point(), None);
    assigned(point());
    closures();
    let _ = future(1, 2);
    in_dead_code(point().y + point().x);
}
