//! Iterators: what can be done with them.

use std::iter;
use std::ops::ControlFlow;
fn main() {
    let v = vec![3, 1, 4, 1, 5, 9, 2, 6];
    println!(
        "{:?}",
        v.iter()
            .copied()
            .map_while(|x| (x < 5).then_some(x * 2))
            .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        v.iter().try_for_each(|x| if *x > 4 {
            ControlFlow::Break(*x)
        } else {
            ControlFlow::Continue(())
        })
    );
    println!(
        "{:?} {:?}",
        v.iter().try_find_check(),
        v.iter().find_map(|x| (*x > 4).then(|| x * 2))
    );
    println!(
        "{:?} {:?}",
        v.iter().min_by(|a, b| a.cmp(b)),
        v.iter().map(|x| *x as f64).fold(f64::NAN, f64::max)
    );
    println!("{:?}", v.iter().max_by(|a, b| (*a % 3).cmp(&(*b % 3))));
    println!("{:?}", v.iter().partition::<Vec<i32>, _>(|x| **x % 2 == 0));
    println!(
        "{:?}",
        v.iter()
            .copied()
            .zip("abc".chars())
            .unzip::<i32, char, Vec<i32>, String>()
    );
    println!(
        "{:?} {:?}",
        v.iter().cmp([3, 2].iter()),
        v.iter().partial_cmp(&[3, 1])
    );
    println!(
        "{} {} {}",
        v.iter().eq(&v),
        v.iter().lt(&[4]),
        v.iter().ne(&[4])
    );
    println!(
        "{:?} {:?}",
        v.iter().step_by(3).collect::<Vec<_>>(),
        v.iter().rev().skip(1).step_by(2).collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        v.iter()
            .scan(0, |s, x| {
                *s += x;
                Some(*s)
            })
            .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        v.iter()
            .flat_map(|x| iter::repeat(*x).take(*x as usize % 3))
            .collect::<Vec<_>>()
    );
    println!(
        "{:?} {:?}",
        v.iter().sum::<i32>(),
        v.iter().product::<i32>()
    );
    println!(
        "{:?}",
        v.iter()
            .inspect(|x| if **x == 9 {
                print!("nine ")
            })
            .filter(|x| **x > 4)
            .count()
    );
    println!(
        "{:?} {:?} {:?}",
        v.iter().last(),
        v.iter().nth(2),
        v.iter().nth_back(1)
    );
    println!(
        "{:?} {:?}",
        v.iter().position(|x| *x == 5),
        v.iter().rposition(|x| *x == 1)
    );
    println!("{:?}", v.iter().cycle().skip(6).take(5).collect::<Vec<_>>());
    println!(
        "{:?}",
        iter::successors(Some(1u32), |x| x.checked_mul(10))
            .collect::<Vec<_>>()
            .len()
    );
    let mut c = 0;
    println!(
        "{:?}",
        iter::from_fn(|| {
            c += 1;
            (c < 4).then_some(c)
        })
        .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        iter::once(1)
            .chain(iter::empty())
            .chain(iter::once_with(|| 2))
            .chain(iter::repeat_with(|| 3).take(2))
            .chain(iter::repeat_n(4, 2))
            .collect::<Vec<_>>()
    );
    println!("{:?}", iter::zip([1, 2], ["a", "b"]).collect::<Vec<_>>());
    println!(
        "{:?}",
        ["1", "x", "3"]
            .iter()
            .map(|s| s.parse::<i32>())
            .collect::<Result<Vec<_>, _>>()
            .is_err()
    );
    println!(
        "{:?}",
        ["1", "2"]
            .iter()
            .map(|s| s.parse::<i32>().ok())
            .collect::<Option<Vec<_>>>()
    );
    println!(
        "{:?}",
        ["1", "2"]
            .iter()
            .map(|s| s.parse::<i32>())
            .sum::<Result<i32, _>>()
    );
    println!("{:?}", [Some(2), None].into_iter().product::<Option<i32>>());
    let mut p = v.iter().peekable();
    println!("{:?}", p.peek());
    println!("{:?}", p.next_if(|x| **x == 3));
    println!("{:?}", p.next_if_eq(&&7));
    if let Some(x) = p.peek_mut() {
        *x = &100;
    }
    println!("{:?}", p.collect::<Vec<_>>());
    let mut it = v.iter();
    println!(
        "{:?} {:?} {:?}",
        it.by_ref().take(2).collect::<Vec<_>>(),
        it.next(),
        it.len()
    );
    println!("{:?}", it.as_slice());
    println!("{:?}", it.advance_check());
    println!(
        "{:?} {:?} {:?}",
        (0..10).rev().step_by(3).collect::<Vec<_>>(),
        (0..=5).rev().map(|x| x * x).rfold(0, |a, x| a * 2 + x),
        ('a'..='e').collect::<String>()
    );
    println!(
        "{:?} {:?}",
        (1..=3)
            .flat_map(|x| (x..=3).map(move |y| (x, y)))
            .collect::<Vec<_>>(),
        (0..5).size_hint()
    );
    println!(
        "{:?} {:?} {:?}",
        (0..3).map(|x| x as f32).sum::<f32>(),
        (1..4).try_fold(1i8, |a, x| a.checked_mul(x * 30)),
        (0..0).max()
    );
    println!(
        "{:?} {:?}",
        v.iter().is_sorted_by(|a, b| a <= b),
        v.iter().is_partitioned_check()
    );
    println!(
        "{:?}",
        v.chunks(3)
            .map(|c| c.iter().sum::<i32>())
            .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        vec![Some(1), None, Some(3)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
    );
    println!("{:?}", vec![vec![1], vec![], vec![2, 3]].concat());
    println!("{:?}", v.iter().min_by_key(|x| (**x - 5).abs()));
    println!(
        "{:?}",
        v.iter()
            .enumerate()
            .skip_while(|(i, _)| *i < 5)
            .map(|(i, x)| i as i32 * x)
            .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        v.iter()
            .try_fold(0i32, |a, &x| if x < 9 { Ok(a + x) } else { Err(a) })
    );
    println!(
        "{:?}",
        v.iter()
            .fuse()
            .rev()
            .take_while(|x| **x != 5)
            .collect::<std::collections::VecDeque<_>>()
    );
    println!(
        "{:?}",
        v.iter().map(|x| x.to_string()).reduce(|a, b| a + "-" + &b)
    );
    println!(
        "{:?}",
        "hello world".split(' ').map(str::len).collect::<Box<[_]>>()
    );
    println!(
        "{:?}",
        "ab".chars()
            .flat_map(char::to_uppercase)
            .collect::<String>()
    );
    println!("{:?}", v.iter().copied().array_check());
    println!(
        "{:?}",
        v.iter()
            .map(|x| (x % 2, *x))
            .collect::<std::collections::BTreeMap<_, _>>()
    );
    println!(
        "{:?}",
        ["a", "b"].into_iter().collect::<std::borrow::Cow<str>>()
    );
    println!("{:?}", (0..4).collect::<std::rc::Rc<[i32]>>());
    let (mut a, b): (Vec<i32>, Vec<i32>) = (1..5).map(|x| (x, x * x)).unzip();
    a.extend(b.iter());
    println!("{a:?}");
    let mut s = String::new();
    s.extend(["a", "b"]);
    s.extend(['c']);
    s.extend(vec![String::from("d")]);
    println!("{s}");
    println!("{:?}", (0..3).map(Some).collect::<Vec<_>>());
    println!(
        "{:?}",
        std::iter::repeat("ab").take(3).collect::<Vec<_>>().concat()
    );
    println!(
        "{:?}",
        [3, 1, 2]
            .iter()
            .collect::<std::collections::BinaryHeap<_>>()
            .into_sorted_vec()
    );
    println!(
        "{}",
        (1..=5).map(|i| i.to_string()).collect::<Vec<_>>().join("+")
    );
    println!("{:?} {:?}", (0..5).contains(&3), (..=3).contains(&4));
    println!("{:?} {:?}", (1..=3).start(), (0..3).is_empty());
    println!("{:?}", (0u8..=255).len_check());
    println!(
        "{:?}",
        [1.5, 0.5].iter().copied().fold(f64::INFINITY, f64::min)
    );
    println!("{:?}", [1.5f64, 0.5].iter().min_by(|a, b| a.total_cmp(b)));
    println!("{:?}", [(1, 'a'), (2, 'b')].into_iter().rev().last());
    println!(
        "{:?}",
        v.iter().collect::<std::collections::HashSet<_>>().len()
    );
    println!(
        "{:?}",
        vec![1, 2, 3]
            .into_iter()
            .rev()
            .enumerate()
            .collect::<Vec<_>>()
    );
    println!("{:?}", v.iter().sum::<i32>() as f32 / v.len() as f32);
    println!(
        "{:?}",
        std::iter::once(5).cycle().take(2).collect::<Vec<_>>()
    );
    println!("{:?}", (0..6).collect::<Vec<_>>().chunks_exact(4).next());
    println!(
        "{:?}",
        v.iter().flat_map(|x| [*x; 2]).clone().cycle().nth(20)
    );
    println!("{:?}", std::iter::Iterator::max([1, 2].iter()));
    println!("{:?}", v.iter().max_by_key(|&&x| x));
    println!(
        "{:?}",
        "x=1;y=2"
            .split(';')
            .filter_map(|kv| kv.split_once('='))
            .map(|(k, v)| (k, v.parse::<i32>().unwrap()))
            .collect::<Vec<_>>()
    );
}
trait X: Sized {
    fn try_find_check(self) -> u8 {
        1
    }
    fn advance_check(self) -> u8 {
        1
    }
    fn is_partitioned_check(self) -> u8 {
        1
    }
    fn array_check(self) -> u8 {
        1
    }
    fn len_check(self) -> u8 {
        1
    }
}
impl<T: Iterator> X for T {}
