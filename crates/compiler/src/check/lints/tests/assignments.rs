fn show(n: u8) -> u8 {
    n
}

fn overwritten(flag: bool) -> u8 {
    let mut first = 1; //~ 21 unused_assignments: value assigned to `first` is never read
    first = show(2);
    let mut last = first;
    show(last);
    last = 3; //~ 5 unused_assignments: value assigned to `last` is never read
    let mut sum = 0;
    sum += last_of(flag);
    sum += 1;
    sum
}

fn last_of(flag: bool) -> u8 {
    let mut n = 1;
    if flag {
        n = 2;
    }
    let mut i = 0;
    while i < 3 {
        i += 1;
        n += i;
    }
    i = 0; //~ 5 unused_assignments: value assigned to `i` is never read
    let mut borrowed = n;
    let reference = &mut borrowed;
    *reference += 1;
    borrowed
}

fn loops() -> u8 {
    let mut found = 0;
    let mut previous = 0;
    for i in 0..3 {
        found = previous + i;
        previous = i;
    }
    found
}

async fn waits(n: u8) -> u8 {
    let mut a = n;
    a += future(a).await;
    a
}

async fn future(n: u8) -> u8 {
    let mut kept = 1; //~ 20 unused_assignments: value assigned to `kept` is never read
    kept = n;
    kept
}

fn main() {
    show(overwritten(true) + loops());
    let _ = waits(1);
}
