use std::collections::HashMap;
struct User { name: String, age: u32 }
fn main() {
    let mut words = vec![String::from("a")];
    let long: Vec<&String> = words.iter().filter(|w| w.len() > 1).collect();
    words.push(String::new());
    println!("{long:?}");
    let mut user = Some(User { name: "a".into(), age: 1 });
    let name = user.as_ref().map(|u| &u.name);
    user = None;
    println!("{name:?}");
    let text = String::from("a b a");
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for w in text.split(' ') { *counts.entry(w).or_default() += 1; }
    drop(text);
    println!("{counts:?}");
    let names: Vec<&str>;
    {
        let users = vec![User { name: "x".into(), age: 2 }];
        names = users.iter().map(|u| u.name.as_str()).collect();
        println!("{}", users[0].age);
    }
    println!("{names:?}");
    let mut kept: Vec<&String> = Vec::new();
    let mut keep = |s| kept.push(s);
    {
        let short = String::new();
        keep(&short);
    }
    println!("{kept:?}");
    let lens: HashMap<&str, usize> = words.iter().map(|w| (w.as_str(), w.len())).collect();
    words.clear();
    println!("{lens:?}");
    let parsed: Result<Vec<&str>, String> = words.iter().map(|w| Ok(w.as_str())).collect();
    words.clear();
    println!("{parsed:?}");
}
