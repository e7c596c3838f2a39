fn add(list: &mut Vec<usize>, n: usize) {
    list.push(n);
}

fn main() {
    let mut list = vec![1];
    let shared = &list;
    add(&mut list, shared.len());
    let _ = Vec::push(&mut list, 3);
    let unique = &mut list;
    println!("{}", list.len());
    unique.push(1);
}
