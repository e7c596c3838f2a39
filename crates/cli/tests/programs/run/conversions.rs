//! From, Into, AsRef, ToString, TryFrom and casts between integers and chars.

use std::convert::TryFrom;

#[derive(Debug)]
struct Celsius(f64);

impl From<f64> for Celsius {
    fn from(degrees: f64) -> Self {
        Celsius(degrees)
    }
}

fn shout<T: AsRef<str>>(text: T) -> usize {
    println!("{}!", text.as_ref());
    text.as_ref().len()
}

fn take(text: impl Into<String>) -> String {
    let mut text: String = text.into();
    text.push('~');
    text
}

fn main() {
    let c: Celsius = 21.5.into();
    println!("{c:?} {}", c.0);
    println!("{}", shout("str") + shout(String::from("String")));
    println!("{} {}", take("a"), take(String::from("b")));
    println!("{:?} {}", u8::try_from(300).is_err(), u8::try_from(30).unwrap());
    println!("{} {} {}", 'a' as u32, 98u8 as char, i64::from(7i32));
    println!("{:?} {:?}", char::from_digit(7, 10), 'f'.to_digit(16));
    println!("{} {}", 12.to_string() + "3", true.to_string());
    println!("{:?}", Vec::from([1, 2]));
    println!("{}", String::from_utf8(vec![104, 105]).unwrap());
}
