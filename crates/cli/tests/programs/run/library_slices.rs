//! Slices, vectors and rings: what is seldom called.

use std::collections::*;
fn main() {
    // slices
    let mut v = [5, 3, 8, 1, 9, 2];
    println!(
        "{:?} {:?} {:?}",
        v.first_chunk::<2>(),
        v.last_chunk::<2>(),
        v.split_first_chunk::<2>()
    );
    println!(
        "{:?} {:?}",
        v.split_last_chunk::<2>(),
        v.split_at_checked(9)
    );
    println!("{:?}", v.windows(2).rev().map(|w| w[0]).collect::<Vec<_>>());
    println!("{:?}", v.chunks(4).rev().collect::<Vec<_>>());
    println!("{:?} {:?}", v.chunks(4).clone().len(), v.rchunks(4).len());
    println!(
        "{:?}",
        v.rchunks_mut(4)
            .map(|c| {
                c[0] += 1;
                c.len()
            })
            .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        v.chunk_by_mut(|a, b| a < b)
            .map(|c| c.len())
            .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        v.rchunks_exact(4).map(|c| c.len()).collect::<Vec<_>>()
    );
    println!(
        "{:?} {:?}",
        v.iter().rev().rposition(|x| *x == 9),
        v.iter().is_sorted()
    );
    v.select_nth_unstable(2);
    println!("{}", v[2]);
    v.sort_unstable_by_key(|x| std::cmp::Reverse(*x));
    println!("{v:?}");
    v.sort_by_cached_key(|x| x.to_string());
    println!("{v:?}");
    println!(
        "{:?} {:?} {:?}",
        v.binary_search_by(|p| p.cmp(&3)),
        v.binary_search_by_key(&6, |x| x * 2),
        v.partition_point(|x| *x < 4)
    );
    v.rotate_left(2);
    v.swap(0, 1);
    v.reverse();
    println!("{v:?}");
    v.fill_with(Default::default);
    println!("{v:?}");
    let mut w = vec![1, 2, 3, 4, 5, 6];
    w.copy_within(0..2, 4);
    println!("{w:?}");
    w[..2].copy_from_slice(&[7, 8]);
    w[2..4].clone_from_slice(&[9, 9]);
    println!("{w:?}");
    let (a, b) = w.split_at_mut(3);
    a.swap_with_slice(b);
    println!("{w:?}");
    println!("{:?}", w.get_disjoint_mut([0, 2]));
    println!("{:?}", w.iter().copied().reduce(|a, b| a.max(b)));
    println!(
        "{:?} {:?} {:?}",
        w.starts_with(&[9]),
        w.strip_prefix(&[9, 1]),
        w.strip_suffix(&[9])
    );
    println!("{:?}", w.splitn(2, |x| *x == 7).collect::<Vec<_>>());
    println!("{:?}", w.rsplitn(2, |x| *x == 7).collect::<Vec<_>>());
    println!(
        "{:?} {:?}",
        w.split_inclusive(|x| *x == 7).collect::<Vec<_>>(),
        w.rsplit(|x| *x == 7).count()
    );
    println!(
        "{:?} {:?} {:?}",
        w.concat_check(),
        [[1, 2], [3, 4]].concat(),
        [vec![1], vec![2]].join(&0)
    );
    println!(
        "{:?} {:?}",
        w.repeat(2).len(),
        w.iter().max_by_key(|x| **x % 5)
    );
    println!(
        "{:?} {:?}",
        w.escape_check(),
        b"a\n\xff".escape_ascii().to_string()
    );
    println!(
        "{:?} {:?}",
        w.first_mut().map(|x| {
            *x = 0;
            1
        }),
        w.split_first_mut().map(|(a, b)| {
            *a = b.len() as i32;
            2
        })
    );
    println!(
        "{:?} {:?}",
        w.contains(&5),
        w.to_vec().into_boxed_slice().into_vec().len()
    );
    println!("{:?}", w.iter().as_slice().len());
    println!("{:?}", std::slice::from_ref(&5));
    println!("{:?} {:?}", w.as_chunks::<4>(), w.is_sorted_by_key(|x| *x));
    println!("{:?}", [[1, 2], [3, 4]].as_flattened());
    println!("{:?}", b"Hello".to_ascii_uppercase());
    println!("{}", b"Hello".eq_ignore_ascii_case(b"hELLO"));
    println!("{:?}", b"  x ".trim_ascii());
    println!("{:?}", w.utf8_check());
    println!(
        "{:?}",
        b"ab\xffcd"
            .utf8_chunks()
            .map(|c| c.valid().to_string())
            .collect::<Vec<_>>()
    );
    // vec
    let mut v = vec![1, 1, 2, 3, 3, 4];
    v.dedup();
    v.insert(1, 9);
    v.swap_remove(0);
    println!("{v:?}");
    v.dedup_by_key(|x| *x / 2);
    println!("{v:?}");
    println!(
        "{:?} {:?}",
        v.drain(..1).collect::<Vec<_>>(),
        v.splice(0..1, [7, 8, 9]).collect::<Vec<_>>()
    );
    println!("{v:?}");
    v.extend_from_within(1..);
    v.extend_from_slice(&[0]);
    v.resize(9, 5);
    v.resize_with(10, || 6);
    println!("{v:?}");
    println!("{:?} {:?}", v.split_off(7), v.pop_if(|x| *x > 100));
    v.retain_mut(|x| {
        *x += 1;
        *x % 2 == 0
    });
    println!("{v:?} {}", v.capacity() >= v.len());
    v.shrink_to_fit();
    v.reserve(10);
    v.append(&mut vec![1]);
    println!(
        "{:?}",
        v.extract_if(.., |x| *x % 4 == 0).collect::<Vec<_>>()
    );
    println!("{v:?}");
    let s: &'static mut [i32] = vec![1, 2].leak();
    println!("{s:?}");
    println!("{:?}", Vec::from_iter(0..3));
    println!("{:?}", v.try_reserve(5));
    println!("{:?}", <[i32; 2]>::try_from(vec![1, 2]));
    println!("{:?} {:?}", vec![1, 2] < vec![1, 3], vec![1, 2] == [1, 2]);
    println!("{:?}", Vec::<u8>::from("ab"));
    println!("{:?}", Box::<[i32]>::from([1]));
    println!("{:?}", v.spare_check());
    println!("{:?}", vec!["a"; 2].into_iter().as_slice());
    let bs: Box<[i32]> = (0..4).collect();
    println!("{bs:?} {}", bs.iter().sum::<i32>());
    for x in bs {
        print!("{x} ")
    }
    println!();
    // arrays
    println!(
        "{:?} {:?}",
        [1, 2].map(|x| x + 1),
        std::array::from_fn::<usize, 3, _>(|i| i * i)
    );
    println!("{:?} {:?}", [1, 2].each_ref(), [3, 4].as_slice());
    let [a, b] = [1, 2].each_mut().map(|x| {
        *x += 1;
        *x
    });
    println!("{a}{b}");
    println!(
        "{:?}",
        [1u8, 2].iter().try_fold(250u8, |a, x| a.checked_add(*x))
    );
    // VecDeque
    let mut d: VecDeque<i32> = (0..6).collect();
    d.rotate_left(2);
    d.push_front(9);
    println!("{:?}", d.make_contiguous());
    println!("{:?}", d.as_slices().0.len());
    println!(
        "{:?} {:?}",
        d.range(1..3).collect::<Vec<_>>(),
        d.binary_search(&5)
    );
    d.truncate(4);
    d.insert(1, 7);
    println!(
        "{:?} {:?} {:?}",
        d.remove(2),
        d.swap_remove_back(0),
        d.swap_remove_front(1)
    );
    d.retain(|x| *x > 1);
    d.resize(4, 0);
    println!("{:?}", d.drain(1..2).collect::<Vec<_>>());
    println!("{:?}", d.iter().rev().next());
    println!("{:?}", d.back_mut());
    println!("{:?}", Vec::from(d));
    // LinkedList
    let mut l: LinkedList<i32> = [1, 2, 3].into();
    l.push_front(0);
    let mut t = l.split_off(2);
    println!("{l:?} {t:?}");
    t.append(&mut l);
    println!("{t:?} {:?} {:?} {}", t.pop_back(), t.front(), t.len());
    for x in t.iter_mut() {
        *x *= 2;
    }
    println!("{:?}", t.into_iter().rev().collect::<Vec<_>>());
}
trait X {
    fn concat_check(&self) -> u8 {
        1
    }
    fn escape_check(&self) -> u8 {
        2
    }
    fn utf8_check(&self) -> u8 {
        3
    }
    fn spare_check(&self) -> u8 {
        4
    }
}
impl<T> X for Vec<T> {}
