//! Trees, matrices, lists, tries and arenas of any type, and iterators over them.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::iter::{FromIterator, FusedIterator, Peekable};
use std::marker::PhantomData;
use std::ops::{Add, Bound, Deref, Index, IndexMut, Mul, Range, RangeBounds, RangeInclusive};
#[derive(Debug, Clone)]
enum Tree<K, V> {
    Leaf,
    Node(Box<(Tree<K, V>, K, V, Tree<K, V>)>),
}
impl<K, V> Default for Tree<K, V> {
    fn default() -> Self {
        Tree::Leaf
    }
}
impl<K: Ord, V> Tree<K, V> {
    fn insert(&mut self, k: K, v: V) -> Option<V> {
        match self {
            Tree::Leaf => {
                *self = Tree::Node(Box::new((Tree::Leaf, k, v, Tree::Leaf)));
                None
            }
            Tree::Node(n) => match k.cmp(&n.1) {
                std::cmp::Ordering::Less => n.0.insert(k, v),
                std::cmp::Ordering::Greater => n.3.insert(k, v),
                std::cmp::Ordering::Equal => Some(std::mem::replace(&mut n.2, v)),
            },
        }
    }
    fn get(&self, k: &K) -> Option<&V> {
        let mut t = self;
        while let Tree::Node(n) = t {
            t = match k.cmp(&n.1) {
                std::cmp::Ordering::Less => &n.0,
                std::cmp::Ordering::Greater => &n.3,
                _ => return Some(&n.2),
            }
        }
        None
    }
    fn depth(&self) -> usize {
        match self {
            Tree::Leaf => 0,
            Tree::Node(n) => 1 + n.0.depth().max(n.3.depth()),
        }
    }
    fn iter(&self) -> Iter<'_, K, V> {
        let mut it = Iter { stack: vec![] };
        it.push(self);
        it
    }
    fn remove_min(&mut self) -> Option<(K, V)> {
        match std::mem::take(self) {
            Tree::Leaf => None,
            Tree::Node(mut n) => {
                if let Some(m) = n.0.remove_min() {
                    *self = Tree::Node(n);
                    Some(m)
                } else {
                    let (_, k, v, r) = *n;
                    *self = r;
                    Some((k, v))
                }
            }
        }
    }
}
struct Iter<'a, K, V> {
    stack: Vec<&'a (Tree<K, V>, K, V, Tree<K, V>)>,
}
impl<'a, K, V> Iter<'a, K, V> {
    fn push(&mut self, mut t: &'a Tree<K, V>) {
        while let Tree::Node(n) = t {
            self.stack.push(n);
            t = &n.0;
        }
    }
}
impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);
    fn next(&mut self) -> Option<Self::Item> {
        let n = self.stack.pop()?;
        self.push(&n.3);
        Some((&n.1, &n.2))
    }
}
impl<K: Ord, V> FromIterator<(K, V)> for Tree<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(it: I) -> Self {
        let mut t = Self::default();
        t.extend(it);
        t
    }
}
impl<K: Ord, V> Extend<(K, V)> for Tree<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, it: I) {
        for (k, v) in it {
            self.insert(k, v);
        }
    }
}
impl<'a, K: Ord, V> IntoIterator for &'a Tree<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;
    fn into_iter(self) -> Iter<'a, K, V> {
        self.iter()
    }
}
#[derive(Debug, Clone, PartialEq)]
struct Matrix<T> {
    r: usize,
    c: usize,
    d: Vec<T>,
}
impl<T: Copy + Default + Add<Output = T> + Mul<Output = T>> Matrix<T> {
    fn new(r: usize, c: usize) -> Self {
        Self {
            r,
            c,
            d: vec![T::default(); r * c],
        }
    }
    fn from_rows<const R: usize, const C: usize>(rows: [[T; C]; R]) -> Self {
        Self {
            r: R,
            c: C,
            d: rows.concat(),
        }
    }
    fn t(&self) -> Self {
        let mut m = Self::new(self.c, self.r);
        for i in 0..self.r {
            for j in 0..self.c {
                m[(j, i)] = self[(i, j)];
            }
        }
        m
    }
    fn rows(&self) -> impl Iterator<Item = &[T]> + '_ {
        self.d.chunks(self.c)
    }
}
impl<T> Index<(usize, usize)> for Matrix<T> {
    type Output = T;
    fn index(&self, (i, j): (usize, usize)) -> &T {
        assert!(
            i < self.r && j < self.c,
            "({i}, {j}) out of {}x{}",
            self.r,
            self.c
        );
        &self.d[i * self.c + j]
    }
}
impl<T> IndexMut<(usize, usize)> for Matrix<T> {
    fn index_mut(&mut self, (i, j): (usize, usize)) -> &mut T {
        &mut self.d[i * self.c + j]
    }
}
impl<'a, T: Copy + Default + Add<Output = T> + Mul<Output = T>> Mul<&'a Matrix<T>> for &Matrix<T> {
    type Output = Option<Matrix<T>>;
    fn mul(self, o: &'a Matrix<T>) -> Self::Output {
        (self.c == o.r).then(|| {
            let mut m = Matrix::new(self.r, o.c);
            for i in 0..self.r {
                for j in 0..o.c {
                    m[(i, j)] = (0..self.c).fold(T::default(), |a, k| a + self[(i, k)] * o[(k, j)]);
                }
            }
            m
        })
    }
}
struct List<T> {
    head: Option<Box<Node<T>>>,
    len: usize,
}
struct Node<T> {
    v: T,
    next: Option<Box<Node<T>>>,
}
impl<T> List<T> {
    const fn new() -> Self {
        List { head: None, len: 0 }
    }
    fn push(&mut self, v: T) {
        let old = self.head.take();
        self.head = Some(Box::new(Node { v, next: old }));
        self.len += 1
    }
    fn pop(&mut self) -> Option<T> {
        self.head.take().map(|n| {
            self.head = n.next;
            self.len -= 1;
            n.v
        })
    }
    fn reverse(&mut self) {
        let mut prev = None;
        let mut cur = self.head.take();
        while let Some(mut n) = cur {
            cur = n.next.take();
            n.next = prev;
            prev = Some(n);
        }
        self.head = prev;
    }
    fn iter(&self) -> impl Iterator<Item = &T> {
        let mut c = self.head.as_deref();
        std::iter::from_fn(move || {
            c.map(|n| {
                c = n.next.as_deref();
                &n.v
            })
        })
    }
    fn iter_mut(&mut self) -> ListMut<'_, T> {
        ListMut(self.head.as_deref_mut())
    }
    fn peek_mut(&mut self) -> Option<&mut T> {
        self.head.as_mut().map(|n| &mut n.v)
    }
    fn retain(&mut self, mut f: impl FnMut(&T) -> bool) {
        let mut cur = &mut self.head;
        while let Some(n) = cur {
            if f(&n.v) {
                cur = &mut cur.as_mut().unwrap().next
            } else {
                *cur = n.next.take();
                self.len -= 1
            }
        }
    }
}
struct ListMut<'a, T>(Option<&'a mut Node<T>>);
impl<'a, T> Iterator for ListMut<'a, T> {
    type Item = &'a mut T;
    fn next(&mut self) -> Option<&'a mut T> {
        self.0.take().map(|n| {
            self.0 = n.next.as_deref_mut();
            &mut n.v
        })
    }
}
impl<T> Drop for List<T> {
    fn drop(&mut self) {
        let mut c = self.head.take();
        while let Some(mut n) = c {
            c = n.next.take();
        }
    }
}
#[derive(Default, Debug)]
struct Trie {
    kids: BTreeMap<char, Trie>,
    end: bool,
}
impl Trie {
    fn insert(&mut self, w: &str) {
        w.chars()
            .fold(self, |t, c| t.kids.entry(c).or_default())
            .end = true;
    }
    fn find(&self, p: &str) -> Vec<String> {
        fn go(t: &Trie, cur: &mut String, out: &mut Vec<String>) {
            if t.end {
                out.push(cur.clone())
            }
            for (c, k) in &t.kids {
                cur.push(*c);
                go(k, cur, out);
                cur.pop();
            }
        }
        let mut out = vec![];
        if let Some(t) = p.chars().try_fold(self, |t, c| t.kids.get(&c)) {
            go(t, &mut p.to_string(), &mut out)
        }
        out
    }
}
struct Dedup<I: Iterator> {
    it: Peekable<I>,
}
impl<I: Iterator<Item: PartialEq>> Iterator for Dedup<I> {
    type Item = (I::Item, usize);
    fn next(&mut self) -> Option<Self::Item> {
        let v = self.it.next()?;
        let mut n = 1;
        while self.it.next_if_eq(&v).is_some() {
            n += 1
        }
        Some((v, n))
    }
}
impl<I: Iterator<Item: PartialEq>> FusedIterator for Dedup<I> {}
trait IterExt: Iterator {
    fn runs(self) -> Dedup<Self>
    where
        Self: Sized,
        Self::Item: PartialEq,
    {
        Dedup {
            it: self.peekable(),
        }
    }
    fn pairs<T: Clone>(self) -> Vec<(T, T)>
    where
        Self: Sized + Iterator<Item = T>,
    {
        let v: Vec<T> = self.collect();
        v.iter()
            .enumerate()
            .flat_map(|(i, a)| v[i + 1..].iter().map(move |b| (a.clone(), b.clone())))
            .collect()
    }
}
impl<I: Iterator + ?Sized> IterExt for I {}
#[derive(Debug)]
struct Id<T> {
    i: u32,
    _t: PhantomData<fn() -> T>,
}
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, o: &Self) -> bool {
        self.i == o.i
    }
}
struct Arena<T> {
    items: Vec<T>,
}
impl<T> Arena<T> {
    fn alloc(&mut self, t: T) -> Id<T> {
        self.items.push(t);
        Id {
            i: self.items.len() as u32 - 1,
            _t: PhantomData,
        }
    }
}
impl<T> Index<Id<T>> for Arena<T> {
    type Output = T;
    fn index(&self, i: Id<T>) -> &T {
        &self.items[i.i as usize]
    }
}
fn slice_of<R: RangeBounds<usize>>(v: &[i32], r: R) -> Vec<i32> {
    let s = match r.start_bound() {
        Bound::Included(&s) => s,
        Bound::Excluded(&s) => s + 1,
        Bound::Unbounded => 0,
    };
    let e = match r.end_bound() {
        Bound::Included(&e) => e + 1,
        Bound::Excluded(&e) => e,
        Bound::Unbounded => v.len(),
    };
    v[s..e].to_vec()
}
fn classify(v: &[i32]) -> &'static str {
    match v {
        [] => "empty",
        [x] if *x < 0 => "neg",
        [_] => "one",
        [a, .., b] if a == b => "same ends",
        [first, rest @ ..] if rest.iter().all(|r| r > first) => "min first",
        [.., 0] => "zero end",
        _ => "other",
    }
}
fn largest<'a, T: PartialOrd>(v: &'a [T]) -> Option<&'a T> {
    let mut it = v.iter();
    let mut m = it.next()?;
    for x in it {
        if x > m {
            m = x
        }
    }
    Some(m)
}
fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}
fn memo<A: Ord + Clone, R: Clone>(
    f: impl Fn(&mut dyn FnMut(A) -> R, A) -> R,
) -> impl FnMut(A) -> R {
    fn go<A: Ord + Clone, R: Clone>(
        m: &mut BTreeMap<A, R>,
        f: &dyn Fn(&mut dyn FnMut(A) -> R, A) -> R,
        a: A,
    ) -> R {
        if let Some(r) = m.get(&a) {
            return r.clone();
        }
        let r = f(&mut |x| go(m, f, x), a.clone());
        m.insert(a, r.clone());
        r
    }
    let mut m = BTreeMap::new();
    move |a| go(&mut m, &f, a)
}
fn main() {
    let mut t: Tree<_, _> = [(5, "e"), (2, "b"), (8, "h"), (1, "a"), (9, "i")]
        .into_iter()
        .collect();
    println!(
        "{:?} {:?} {:?} {}",
        t.insert(2, "B"),
        t.get(&8),
        t.get(&7),
        t.depth()
    );
    println!(
        "{:?}",
        t.iter().map(|(k, v)| format!("{k}{v}")).collect::<Vec<_>>()
    );
    println!("{:?}", t.remove_min());
    for (k, v) in &t {
        print!("{k}:{v} ")
    }
    println!();
    let m = Matrix::from_rows([[1, 2, 3], [4, 5, 6]]);
    println!("{:?} {:?}", (&m * &m.t()).map(|m| m.d), &m * &m);
    println!(
        "{:?}",
        m.rows().map(|r| r.iter().sum::<i32>()).collect::<Vec<_>>()
    );
    println!("{}", std::panic::catch_unwind(|| m[(2, 0)]).is_err());
    let mut l = List::new();
    for i in 0..6 {
        l.push(i)
    }
    l.reverse();
    for x in l.iter_mut() {
        *x *= 10
    }
    l.retain(|x| x % 20 == 0);
    *l.peek_mut().unwrap() += 1;
    println!("{:?} {}", l.iter().collect::<Vec<_>>(), l.len);
    println!("{:?}", l.pop());
    let mut big = List::new();
    for i in 0..20_000 {
        big.push(i)
    }
    drop(big);
    let mut tr = Trie::default();
    for w in ["car", "card", "care", "cat", "dog"] {
        tr.insert(w)
    }
    println!("{:?} {:?}", tr.find("car"), tr.find("x"));
    println!("{:?}", "aaabccd".chars().runs().collect::<Vec<_>>());
    println!("{:?}", (1..4).pairs());
    let mut a = Arena { items: vec![] };
    let (x, y) = (a.alloc("x"), a.alloc("y"));
    println!("{} {} {}", a[x], a[y], x == y);
    let v = [1, 2, 3, 4, 5];
    println!(
        "{:?} {:?} {:?} {:?}",
        slice_of(&v, 1..3),
        slice_of(&v, ..=1),
        slice_of(&v, 3..),
        slice_of(&v, (Bound::Excluded(0), Bound::Unbounded))
    );
    for s in [
        &[][..],
        &[-1],
        &[4],
        &[1, 2, 1],
        &[1, 5, 3],
        &[3, 1, 0],
        &[3, 1],
    ] {
        print!("{}; ", classify(s))
    }
    println!();
    println!("{:?} {:?}", largest(&[1.5, 9.0, 2.0]), largest::<i32>(&[]));
    println!("{}", compose(|x: i32| x + 1, |y| format!("<{y}>"))(4));
    let mut fib = memo(|rec, n: u64| if n < 2 { n } else { rec(n - 1) + rec(n - 2) });
    println!("{}", fib(80));
    let r: Range<i32> = 0..3;
    let ri: RangeInclusive<i32> = 1..=3;
    println!("{:?} {:?} {} {}", r, ri, r.len(), ri.contains(&3));
    let b: Box<dyn Deref<Target = str>> = Box::new(String::from("d"));
    println!("{}", &**b);
}
