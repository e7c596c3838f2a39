//! Option and Result: their methods, `?`, let-else, if-let chains of matches.

fn half(n: i32) -> Option<i32> {
    if n % 2 == 0 { Some(n / 2) } else { None }
}

fn quarter(n: i32) -> Option<i32> {
    half(half(n)?)
}

fn parse_pair(text: &str) -> Result<(i32, i32), String> {
    let Some((left, right)) = text.split_once('+') else {
        return Err(format!("no plus in {text:?}"));
    };
    let left = left.trim().parse::<i32>().map_err(|e| e.to_string())?;
    let right = right.trim().parse::<i32>().map_err(|e| e.to_string())?;
    Ok((left, right))
}

fn main() {
    println!("{:?} {:?} {:?}", quarter(12), quarter(6), half(3));
    for text in ["1 + 2", "1 2", "x+1"] {
        match parse_pair(text) {
            Ok((a, b)) => println!("{a} + {b} = {}", a + b),
            Err(why) => println!("error: {why}"),
        }
    }
    println!("{:?} {:?}", Some(3).and_then(half), Some(4).filter(|n| *n > 5));
    println!("{} {}", half(3).unwrap_or(-1), half(3).is_none());
    println!("{:?} {:?}", Some(1).or(Some(2)), None.or(Some(2)));
    println!("{:?}", Some("a").zip(Some(1)));
    let mut slot = Some(5);
    let taken = slot.take();
    println!("{taken:?} {slot:?}");
    println!("{}", slot.get_or_insert(8));
    if let Some(n) = &mut slot {
        *n += 1;
    }
    let old = slot.replace(0);
    println!("{slot:?} {old:?}");
    println!("{:?} {:?}", Ok::<i32, String>(1).ok(), Err::<i32, &str>("no").err());
    println!("{:?}", ["1", "2", "3"].iter().map(|s| s.parse::<i32>()).collect::<Result<Vec<_>, _>>());
    println!("{}", ["1", "b"].iter().map(|s| s.parse::<i32>()).collect::<Result<Vec<_>, _>>().is_err());
    println!("{:?}", Some(Some(1)).flatten().as_ref().map(|n| n + 1));
    while let Some(n) = slot {
        slot = if n < 2 { Some(n + 1) } else { None };
        println!("counting {n}");
    }
    println!("{}", matches!(half(8), Some(4)));
}
