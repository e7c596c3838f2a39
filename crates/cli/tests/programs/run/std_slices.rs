//! The methods of slices and Vec.

use std::cmp::{Ordering, Reverse};

fn searching() {
    let v = [1, 3, 5, 7, 9, 11];
    println!(
        "{:?} {:?} {:?}",
        v.binary_search(&7),
        v.binary_search(&4),
        v.partition_point(|n| *n < 6)
    );
    println!("{:?}", v.binary_search_by_key(&22, |n| n * 2));
    println!("{:?} {:?} {:?}", v.first(), v.last(), v.get(9));
    println!("{:?} {:?}", v.split_first(), v.split_last());
    println!("{:?} {:?}", v.split_at(2), v.get(4..));
    println!("{:?} {:?}", v.first_chunk::<2>(), v.last_chunk::<3>());
    println!(
        "{} {} {}",
        v.contains(&5),
        v.starts_with(&[1, 3]),
        v.ends_with(&[9])
    );
    println!("{:?} {:?}", v.strip_prefix(&[1]), v.strip_suffix(&[1]));
    println!("{:?}", v.chunks(4).map(<[i32]>::len).collect::<Vec<_>>());
    println!("{:?}", v.chunks_exact(4).remainder());
    println!("{:?}", v.rchunks(4).collect::<Vec<_>>());
    println!(
        "{:?}",
        v.windows(2).map(|w| w[1] - w[0]).collect::<Vec<_>>()
    );
    println!("{:?}", v.split(|n| n % 5 == 0).collect::<Vec<_>>());
    println!("{:?}", v.splitn(2, |n| n % 3 == 0).collect::<Vec<_>>());
    println!(
        "{:?}",
        v.split_inclusive(|n| n % 5 == 0).collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        [1, 1, 2, 3, 3].chunk_by(|a, b| a == b).collect::<Vec<_>>()
    );
    println!(
        "{:?} {:?}",
        [[1, 2], [3, 4]].concat(),
        [vec![1], vec![2]].join(&0)
    );
    println!("{:?} {:?}", [1, 2].repeat(2), v.iter().as_slice().len());
    let (chunks, rest) = v.as_chunks::<4>();
    println!("{chunks:?} {rest:?}");
    if let [a, .., z] = v.as_slice() {
        println!("{a} {z}");
    }
    if let [first, middle @ .., _] = &v[..] {
        println!("{first} {middle:?}");
    }
}

fn changing() {
    let mut v = vec![5, 2, 8, 2, 9, 1];
    v.sort();
    v.dedup();
    println!("{v:?}");
    v.sort_by_key(|n| Reverse(*n));
    v.swap(0, 1);
    v.rotate_left(2);
    println!("{v:?}");
    v.rotate_right(1);
    v.reverse();
    v.insert(2, 100);
    println!("{v:?} {:?} {:?}", v.remove(0), v.swap_remove(0));
    v.retain_mut(|n| {
        *n += 1;
        *n != 10
    });
    println!("{v:?}");
    v.extend_from_slice(&[7, 7, 6]);
    v.extend_from_within(..2);
    println!("{v:?} {:?}", v.drain(1..3).collect::<Vec<_>>());
    println!("{:?}", v.splice(0..2, [40, 41, 42]).collect::<Vec<_>>());
    println!("{v:?} {:?}", v.split_off(4));
    v.truncate(3);
    v.resize(5, 0);
    v.resize_with(6, || 77);
    println!("{v:?} {:?}", v.pop_if(|n| *n > 70));
    v.append(&mut vec![1, 2, 3]);
    v[2..5].fill(9);
    v[..3].copy_from_slice(&[4, 4, 4]);
    v.copy_within(5.., 0);
    println!("{v:?}");
    v.dedup_by_key(|n| *n / 2);
    println!("{v:?}");
    let (a, b) = v.split_at_mut(2);
    a[0] = b[0];
    std::mem::swap(&mut a[1], &mut b[1]);
    println!("{v:?}");
    for pair in v.chunks_mut(2) {
        pair[0] *= 10;
    }
    if let Some(last) = v.last_mut() {
        *last = -1;
    }
    let [x, y] = v.get_disjoint_mut([0, 2]).unwrap();
    std::mem::swap(x, y);
    println!("{v:?}");
    println!(
        "{:?} {v:?}",
        v.extract_if(.., |n| *n > 20).collect::<Vec<_>>()
    );
    let mut zeros = vec![0; v.len() - 1];
    v[1..].swap_with_slice(&mut zeros);
    println!("{v:?} {:?}", std::mem::take(&mut v).into_boxed_slice());
    println!("{} {}", v.is_empty(), v.len());
}

fn ordering() {
    let mut people = vec![("Ann", 31), ("Bob", 25), ("Cy", 31), ("Di", 25)];
    people.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| b.0.cmp(a.0)));
    println!("{people:?}");
    people.sort_by_cached_key(|p| p.0.len());
    println!("{people:?}");
    people.sort_unstable_by_key(|p| (p.1, p.0));
    println!("{people:?}");
    let mut floats = [2.5, -0.0, f64::NAN, 0.0, f64::NEG_INFINITY];
    floats.sort_by(f64::total_cmp);
    println!("{floats:?}");
    let mut n = [9, 1, 8, 2, 7, 3];
    let (low, mid, high) = n.select_nth_unstable(2);
    low.sort();
    high.sort();
    println!("{low:?} {mid} {high:?}");
    println!(
        "{:?} {:?}",
        [1, 2][..].cmp(&[1, 2, 0]),
        [2.0].partial_cmp(&[1.0])
    );
    println!(
        "{:?} {:?}",
        Ordering::Less.reverse(),
        Ordering::Equal.then(Ordering::Greater)
    );
    println!("{} {}", Ordering::Less.is_le(), "b".cmp("a").is_gt());
    println!(
        "{} {} {}",
        5.clamp(1, 3),
        std::cmp::max("a", "b"),
        std::cmp::min_by_key(-3, 2, |n: &i32| n.abs())
    );
}

fn arrays() {
    let a: [i32; 4] = std::array::from_fn(|i| i as i32 * 3);
    println!("{:?} {:?}", a.map(|n| n + 1), a.each_ref().len());
    let b: [i32; 2] = a[1..3].try_into().unwrap();
    println!("{b:?} {:?}", <[i32; 3]>::try_from(&a[..2]).is_err());
    println!(
        "{:?} {}",
        vec![1, 2, 3]
            .try_into()
            .map(|[a, b, c]: [i32; 3]| a + b + c),
        a == [0, 3, 6, 9]
    );
    println!(
        "{:?} {}",
        b"bytes".to_ascii_uppercase(),
        b"Ab".eq_ignore_ascii_case(b"aB")
    );
    println!(
        "{:?} {:?}",
        b"  x ".trim_ascii(),
        b"a\xff".escape_ascii().to_string()
    );
    let grid = vec![vec!['.'; 3]; 2];
    println!(
        "{:?}",
        grid.iter()
            .map(|r| r.iter().collect::<String>())
            .collect::<Vec<_>>()
    );
    println!("{:?}", Vec::from([1, 2]).leak());
}

fn main() {
    searching();
    changing();
    ordering();
    arrays();
}
// DIFFERS: rustc runs it (exit 0); ours E0599 for slice last_chunk, splitn, split_inclusive, as_chunks, Vec/slice get_disjoint_mut, [u8]::escape_ascii.
// With those removed one line differs: [2.5, -0.0, f64::NAN, 0.0, f64::NEG_INFINITY].sort_by(f64::total_cmp):
//   rustc [-inf, -0.0, 0.0, 2.5, NaN]   ours [NaN, -inf, -0.0, 0.0, 2.5]
