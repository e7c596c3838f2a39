//! Vec: grow, shrink, index, slice, sort, remove, and move out of.

#[derive(Debug, Clone, PartialEq)]
struct Item {
    name: String,
    price: u32,
}

fn main() {
    let mut numbers = vec![5, 3, 8];
    numbers.push(1);
    numbers.insert(1, 9);
    println!("{numbers:?} {} {:?} {:?}", numbers.len(), numbers.first(), numbers.get(10));
    numbers.sort();
    println!("{numbers:?} {:?}", numbers.pop());
    numbers.remove(0);
    numbers.reverse();
    numbers.extend([1, 2]);
    println!("{numbers:?} {}", numbers.contains(&8));
    for n in &mut numbers {
        *n *= 10;
    }
    numbers[0] += 1;
    println!("{numbers:?} {:?}", &numbers[1..3]);
    numbers.truncate(2);
    numbers.swap(0, 1);
    println!("{numbers:?} {}", numbers.iter().sum::<i32>());

    let mut items = Vec::new();
    for (name, price) in [("tea", 3), ("cake", 7), ("milk", 2)] {
        items.push(Item { name: name.to_string(), price });
    }
    items.sort_by(|a, b| b.price.cmp(&a.price));
    items.retain(|item| item.price > 2);
    let total: u32 = items.iter().map(|item| item.price).sum();
    println!("{total} for {items:?}");
    let first = items.remove(0);
    println!("{} leaves, {} stays", first.name, items[0].name);
    items.clear();
    println!("{}", items.is_empty());
    let grid: Vec<Vec<char>> = vec![vec!['.'; 3], vec!['#'; 2]];
    for row in grid {
        println!("{}", row.into_iter().collect::<String>());
    }
}
