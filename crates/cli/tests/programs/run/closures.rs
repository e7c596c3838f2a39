//! What closures capture, and function pointers beside them.

fn apply(f: fn(i32) -> i32, n: i32) -> i32 {
    f(n)
}

fn double(n: i32) -> i32 {
    n * 2
}

fn counter() -> impl FnMut() -> u32 {
    let mut count = 0;
    move || {
        count += 1;
        count
    }
}

fn call_all(mut fs: Vec<Box<dyn FnMut(&str) -> usize>>) -> usize {
    let mut total = 0;
    for f in &mut fs {
        total += f("call");
    }
    for f in fs.iter_mut() {
        total += f("again");
    }
    total
}

fn main() {
    println!("{} {}", apply(double, 4), apply(|n| n - 1, 4));
    let mut a = counter();
    let mut b = counter();
    println!("{} {} {}", a(), a(), b());

    let mut log = Vec::new();
    let mut note = |text: &str| log.push(text.to_owned());
    note("one");
    note("two");
    println!("{log:?}");

    let prefix = String::from("> ");
    let print = |text| println!("{prefix}{text}");
    print("borrowed");
    println!("still here: {prefix}");

    let point = (String::from("x"), String::from("y"));
    let take = || {
        let x = point.0;
        x + "!"
    };
    println!("{} {}", take(), point.1);

    let mut seen = 0;
    let fs: Vec<Box<dyn FnMut(&str) -> usize>> = vec![
        Box::new(|s| s.len()),
        Box::new(move |s| {
            seen += s.len();
            seen
        }),
    ];
    println!("{} {seen}", call_all(fs));
    let by_key: fn(&(i32, char)) -> i32 = |pair| pair.0;
    let mut pairs = [(3, 'c'), (1, 'a')];
    pairs.sort_by_key(by_key);
    println!("{pairs:?}");
}
