use std::collections::HashMap;

fn main() {
    let mut ages: HashMap<String, u32> = HashMap::new();
    ages.insert("a".into(), 1);
    if let Some(age) = ages.get("a") {
        ages.insert("b".into(), *age);
        println!("{age}");
    }
}
