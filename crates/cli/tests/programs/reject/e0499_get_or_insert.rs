use std::collections::HashMap;

fn entry(map: &mut HashMap<u32, String>) -> &mut String {
    match map.get_mut(&1) {
        Some(value) => value,
        None => {
            map.insert(1, String::new());
            map.get_mut(&1).unwrap()
        }
    }
}

fn main() {
    println!("{}", entry(&mut HashMap::new()).len());
}
