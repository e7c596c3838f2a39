struct Counter {
    n: u8,
}

impl Counter {
    fn up(&mut self) -> u8 {
        self.n += 1;
        self.n
    }
    fn take(mut self) -> u8 { //~ 13 unused_mut: variable does not need to be mutable
        self.n
    }
    fn raise(mut self) -> u8 {
        self.up()
    }
}

fn parameters(mut a: u8, mut b: u8, c: &mut u8) -> u8 { //~ 15 unused_mut: variable does not need to be mutable
    b += a;
    *c += b;
    b
}

async fn future(mut a: u8, mut b: u8) -> u8 { //~ 17 unused_mut: variable does not need to be mutable
    b += a;
    b
}

fn main() {
    let mut never = 1; //~ 9 unused_mut: variable does not need to be mutable
    let mut changed = 1;
    changed += never;
    let mut counter = Counter { n: changed };
    counter.up();
    let mut reference = &mut counter; //~ 9 unused_mut: variable does not need to be mutable
    reference.up();
    let mut field = Counter { n: 1 };
    field.n = 2;
    let mut boxed = Box::new(1);
    *boxed = 2;
    let mut later;
    later = *boxed;
    let mut twice;
    twice = 1;
    let first = twice;
    twice = 2;
    let mut captured = 1;
    let mut add = || captured += 1;
    add();
    let mut moved = 1;
    let mut add_moved = move || {
        moved += 1;
        moved
    };
    add_moved();
    let mut shows = || first; //~ 9 unused_mut: variable does not need to be mutable
    shows();
    let (mut left, right) = (1, 2); //~ 10 unused_mut: variable does not need to be mutable
    for mut i in 0..left { //~ 9 unused_mut: variable does not need to be mutable
        parameters(i, right, &mut 3);
    }
    let mut pair = (1, 2);
    let (ref mut one, _) = pair;
    *one = 3;
    let mut some = Some(1);
    if let Some(n) = &mut some {
        *n += 1;
    }
    if let Some(mut n) = some { //~ 17 unused_mut: variable does not need to be mutable
        later = n;
    }
    let mut _silent = 1;
    let _ = future(later, twice + captured + field.n + pair.0);
    counter.take();
    Counter { n: 1 }.raise();
}
