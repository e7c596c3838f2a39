//! &str and String: building, slicing, looking through, and characters of more than one byte.

fn main() {
    let mut text = String::new();
    text.push_str("poll");
    text.push('s');
    text += "cope";
    let greeting = format!("hello, {text}{}", '!');
    println!("{greeting} {} {}", greeting.len(), greeting.is_empty());
    println!("{}", &greeting[7..11]);
    println!("{} {} {}", greeting.contains("poll"), greeting.starts_with("he"), greeting.ends_with("he"));
    println!("{:?} {:?}", greeting.find("scope"), greeting.find('z'));
    let wide = "Grüße 🦀";
    println!("{} bytes, {} characters", wide.len(), wide.chars().count());
    for c in wide.chars() {
        print!("[{c}]");
    }
    println!();
    println!("{}", wide.chars().rev().collect::<String>());
    println!("{} {}", "shout".to_uppercase(), "WHISPER".to_lowercase());
    println!("[{}]", "  trimmed \n".trim());
    for word in "one two  three".split_whitespace() {
        print!("{word};");
    }
    println!();
    println!("{:?}", "a,b,,c".split(',').collect::<Vec<_>>());
    println!("{}", ["x", "y", "z"].join("-"));
    println!("{} {}", "ab".repeat(3), "cat".replace("c", "b"));
    println!("{:?}", "tab\tquote\"backslash\\ newline\n");
    println!("{}", String::from("abc") == "abc");
    println!("{:?} {:?}", "42".parse::<i32>(), "4x".parse::<i32>().is_err());
    println!("{:?}", "abc".bytes().map(|b| b as u32).sum::<u32>());
}
