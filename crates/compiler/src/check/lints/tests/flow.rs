fn show(n: u8) -> u8 {
    n
}

async fn tick() -> u8 {
    1
}

async fn over_awaits(n: u8) -> u8 {
    let mut sum = 0;
    for _ in 0..n {
        sum += tick().await;
    }
    let mut last = sum; //~ 20 unused_assignments: value assigned to `last` is never read
    tick().await;
    last = tick().await;
    let mut wasted = 1;
    show(wasted);
    wasted = tick().await; //~ 5 unused_assignments: value assigned to `wasted` is never read
    last
}

async fn nested() -> u8 {
    let mut a = 1;
    let block = async {
        let mut b = 1; //~ 21 unused_assignments: value assigned to `b` is never read
        b = 2;
        a += b;
        a
    };
    block.await
}

fn closures() -> u8 {
    let mut n = 1;
    let mut set = |m: u8| {
        let mut k = m; //~ 21 unused_assignments: value assigned to `k` is never read
        k = 3;
        n = k;
    };
    set(1);
    n = 4;
    let result = n;
    n = 5; //~ 5 unused_assignments: value assigned to `n` is never read
    result
}

fn control(flag: bool, some: Option<u8>) -> u8 {
    let mut value = 0;
    let mut tries = 0;
    loop {
        tries += 1;
        match some {
            Some(n) => {
                value = n;
                break;
            }
            None if flag => break,
            None => continue,
        }
    }
    let state;
    if flag {
        state = 1;
    } else {
        state = 2;
    }
    let mut looped;
    loop {
        looped = tries;
        if looped > 2 {
            break;
        }
    }
    value + state + looped
}

fn main() {
    let _ = over_awaits(3);
    let _ = nested();
    closures();
    control(true, None);
}
