//! Texts that grow, and formatting.

pub fn kernel() -> u64 {
    let mut total = 0;
    for round in 0..200 {
        let mut text = String::new();
        for n in 0..100 {
            text.push_str("item ");
            text.push_str(&format!("{}", n * round));
            text.push(',');
        }
        total += text.len() as u64;
    }
    total
}
