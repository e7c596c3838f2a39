//! Slices split by a predicate in every way, in chunks of arrays, borrowed at several places; bytes escaped; NonZero.

use std::num::NonZeroU32;

fn main() {
    let numbers = [1, 0, 2, 3, 0, 0, 4];
    let zero = |n: &i32| *n == 0;
    println!("{:?}", numbers.split(zero).collect::<Vec<_>>());
    println!("{:?}", numbers.split(zero).rev().collect::<Vec<_>>());
    println!("{:?}", numbers.rsplit(zero).collect::<Vec<_>>());
    println!("{:?}", numbers.splitn(2, zero).collect::<Vec<_>>());
    println!("{:?}", numbers.rsplitn(2, zero).collect::<Vec<_>>());
    println!("{:?}", numbers.splitn(0, zero).count());
    println!("{:?}", numbers.split_inclusive(zero).collect::<Vec<_>>());

    let mut own = numbers.to_vec();
    for part in own.split_mut(zero) {
        part.reverse();
    }
    println!("{own:?}");

    let (chunks, rest) = numbers.as_chunks::<3>();
    println!("{chunks:?} {rest:?}");

    if let Ok([first, last]) = own.get_disjoint_mut([0, 6]) {
        std::mem::swap(first, last);
    }
    println!("{own:?}");
    for indices in [[1, 1], [0, 9]] {
        match own.get_disjoint_mut(indices) {
            Ok(_) => println!("both"),
            Err(error) => println!("{error}: {error:?}"),
        }
    }

    println!("{}", b"tab\t quote\" \xff \\".escape_ascii());
    println!("{} {}", b'\n'.escape_ascii(), b'a'.escape_ascii().count());

    let most = NonZeroU32::MAX;
    let three = NonZeroU32::new(3).unwrap();
    println!("{:?} {:?}", three.checked_add(4), most.checked_add(1));
    println!("{} {}", most.saturating_add(7), NonZeroU32::MIN);
}
