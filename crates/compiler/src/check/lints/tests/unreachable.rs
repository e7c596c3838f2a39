fn exit() -> ! {
    loop {}
}

fn show(n: u8, m: u8) -> u8 {
    n + m
}

fn after_return() -> u8 {
    return 1;
    println!("no"); //~ 5 unreachable_code: unreachable statement
    2
}

fn tail() -> u8 {
    return 1;
    2 //~ 5 unreachable_code: unreachable expression
}

fn after_panic() {
    panic!("stop");
    let n = 1; //~ 5 unreachable_code: unreachable statement
    show(n, 2);
}

fn after_call() {
    exit();
    show(1, 2); //~ 5 unreachable_code: unreachable statement
}

fn arguments() {
    show(exit(), 2); //~ 18 unreachable_code: unreachable expression
}

fn last_argument() {
    show(2, exit()); //~ 5 unreachable_code: unreachable call
}

fn branches(flag: bool) -> u8 {
    if flag {
        return 1;
    } else {
        return 2;
    }
    show(1, 2) //~ 5 unreachable_code: unreachable expression
}

fn arms(n: u8) {
    match n {
        1 => return,
        _ => panic!(),
    }
    show(1, 2); //~ 5 unreachable_code: unreachable statement
}

fn loops(flag: bool) {
    loop {
        if flag {
            break;
        }
    }
    for _ in 0..3 {
        break;
        show(1, 2); //~ 9 unreachable_code: unreachable statement
    }
    while flag {
        continue;
        show(1, 2); //~ 9 unreachable_code: unreachable statement
    }
    loop {
        if flag {
            return;
        }
    }
    show(1, 2); //~ 5 unreachable_code: unreachable statement
}

fn closures() {
    let stop = || {
        return;
        show(1, 2); //~ 9 unreachable_code: unreachable statement
    };
    stop();
}

async fn future() {
    return;
    show(1, 2); //~ 5 unreachable_code: unreachable statement
}

fn fine(flag: bool, some: Option<u8>) -> Option<u8> {
    let n = some?;
    let Some(m) = some else { return None };
    if flag {
        return None;
    }
    let k = match some {
        Some(k) => k,
        None => return Some(1),
    };
    flag || return Some(2); //~ 5 unused_must_use: unused logical operation that must be used
    'outer: loop {
        loop {
            break 'outer;
        }
    }
    Some(show(n, m) + k)
}

fn unfinished() -> u8 {
    todo!()
}

fn main() {
    show(after_return(), tail());
    after_panic();
    after_call();
    arguments();
    last_argument();
    branches(true);
    arms(1);
    loops(true);
    closures();
    let _ = future();
    fine(true, None);
    unfinished();
}
