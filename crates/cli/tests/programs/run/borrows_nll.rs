//! What non-lexical lifetimes accept.
use std::collections::HashMap;

struct Pair {
    left: String,
    right: String,
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or("")
}

fn count<'m>(map: &'m mut HashMap<String, u32>, key: &str) -> &'m mut u32 {
    if !map.contains_key(key) {
        map.insert(key.to_string(), 0);
    }
    map.get_mut(key).unwrap()
}

struct Node {
    value: i32,
    next: Option<Box<Node>>,
}

fn last(mut node: &mut Node) -> &mut i32 {
    while node.next.is_some() {
        node = node.next.as_mut().unwrap();
    }
    &mut node.value
}

fn push_back(mut node: &mut Node, value: i32) {
    loop {
        match node.next {
            Some(ref mut next) => node = next,
            None => break,
        }
    }
    node.next = Some(Box::new(Node { value, next: None }));
}

fn split(pair: &mut Pair) -> (&mut String, &mut String) {
    (&mut pair.left, &mut pair.right)
}

fn main() {
    let mut v = vec![1, 2, 3];
    let first = &v[0];
    println!("{first}");
    v.push(v.len());
    let n = v[0];
    v[n] += v.len();
    v.extend_from_slice(&[v.len(), 9]);
    println!("{v:?}");

    let mut pair = Pair { left: "a".into(), right: "b".into() };
    let (l, r) = (&mut pair.left, &pair.right);
    l.push_str(r);
    let (l, r) = split(&mut pair);
    std::mem::swap(l, r);
    println!("{} {}", pair.left, pair.right);

    let mut map = HashMap::new();
    *count(&mut map, "x") += 1;
    *count(&mut map, "x") += 1;
    println!("{:?}", map.get("x"));
    match map.get_mut("y") {
        Some(n) => *n += 1,
        None => {
            map.insert("y".into(), 5);
        }
    }
    *map.entry("y".to_string()).or_insert(0) += 1;
    println!("{:?}", map.get("y"));

    let mut node = Node { value: 1, next: None };
    push_back(&mut node, 2);
    push_back(&mut node, 3);
    *last(&mut node) += 10;
    println!("{}", *last(&mut node));

    let mut text = String::from("hello world");
    let word = first_word(&text).to_string();
    text.clear();
    println!("{word}{text}");

    let mut total = 0;
    let mut add = |n: i32| total += n;
    add(1);
    add(2);
    println!("{total}");

    let mut pair = Pair { left: "a".into(), right: "b".into() };
    let mut change = || pair.left.push('!');
    println!("{}", pair.right);
    change();
    println!("{}", pair.left);

    let mut option = Some(3);
    match option {
        Some(ref mut n) if *n > 2 => *n += 1,
        Some(_) => option = None,
        None => {}
    }
    println!("{option:?}");
    while let Some(n) = option {
        option = if n > 3 { Some(n - 1) } else { None };
    }
    let mut stack = vec![1];
    while let Some(top) = stack.pop() {
        if top < 3 {
            stack.push(top + 1);
        }
    }
    let mut words = vec!["b".to_string(), "a".into()];
    words.sort_by(|a, b| a.cmp(b));
    for word in words.iter_mut() {
        word.push('.');
    }
    let longest = words.iter().max_by_key(|w| w.len()).unwrap();
    println!("{longest}");
    words.retain(|w| w != "a.");
    println!("{words:?}");
    let mut slice = [1, 2, 3, 4];
    let (a, b) = slice.split_at_mut(2);
    a[0] = b[1];
    if let [first, .., last] = &mut slice {
        std::mem::swap(first, last);
    }
    println!("{slice:?}");
}
