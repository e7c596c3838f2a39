//! A cache that forgets what was used least, and matrices of any number with the operators of arithmetic.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt::{self, Debug, Display};
use std::hash::Hash;
use std::iter::{FusedIterator, Product, Sum};
use std::marker::PhantomData;
use std::ops::{Add, AddAssign, Deref, Index, IndexMut, Mul, Neg, Not, Rem, Sub};

const NIL: usize = usize::MAX;

struct Node<K, V> {
    key: K,
    value: V,
    prev: usize,
    next: usize,
}

struct LruCache<K, V> {
    map: HashMap<K, usize>,
    nodes: Vec<Node<K, V>>,
    head: usize,
    tail: usize,
    capacity: usize,
    hits: (u32, u32),
}

impl<K: Hash + Eq + Clone, V> LruCache<K, V> {
    fn with_capacity(capacity: usize) -> Self {
        assert_ne!(capacity, 0);
        Self { map: HashMap::new(), nodes: vec![], head: NIL, tail: NIL, capacity, hits: (0, 0) }
    }

    fn unlink(&mut self, at: usize) {
        let Node { prev, next, .. } = self.nodes[at];
        match prev {
            NIL => self.head = next,
            _ => self.nodes[prev].next = next,
        }
        match next {
            NIL => self.tail = prev,
            _ => self.nodes[next].prev = prev,
        }
    }

    fn link_front(&mut self, at: usize) {
        let head = std::mem::replace(&mut self.head, at);
        let node = &mut self.nodes[at];
        (node.prev, node.next) = (NIL, head);
        if let Some(old) = self.nodes.get_mut(head) {
            old.prev = at;
        } else {
            self.tail = at;
        }
    }

    fn get<Q>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let Some(&at) = self.map.get(key) else {
            self.hits.1 += 1;
            return None;
        };
        self.hits.0 += 1;
        self.unlink(at);
        self.link_front(at);
        Some(&mut self.nodes[at].value)
    }

    fn put(&mut self, key: K, value: V) -> Option<(K, V)> {
        if let Some(&at) = self.map.get(&key) {
            let old = std::mem::replace(&mut self.nodes[at].value, value);
            self.unlink(at);
            self.link_front(at);
            return Some((key, old));
        }
        if self.nodes.len() < self.capacity {
            let at = self.nodes.len();
            self.nodes.push(Node { key: key.clone(), value, prev: NIL, next: NIL });
            self.map.insert(key, at);
            self.link_front(at);
            None
        } else {
            let at = self.tail;
            self.unlink(at);
            let fresh = Node { key: key.clone(), value, prev: NIL, next: NIL };
            let Node { key: old_key, value: old, .. } = std::mem::replace(&mut self.nodes[at], fresh);
            self.map.remove(&old_key);
            self.map.insert(key, at);
            self.link_front(at);
            Some((old_key, old))
        }
    }

    fn get_or_insert_with(&mut self, key: K, make: impl FnOnce(&K) -> V) -> &V {
        if self.get(&key).is_none() {
            let value = make(&key);
            self.put(key, value);
        }
        &self.nodes[self.head].value
    }

    fn iter(&self) -> Iter<'_, K, V> {
        Iter { cache: self, at: self.head }
    }
}

struct Iter<'a, K, V> {
    cache: &'a LruCache<K, V>,
    at: usize,
}

impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        let node = self.cache.nodes.get(self.at)?;
        self.at = node.next;
        Some((&node.key, &node.value))
    }
}

impl<K, V> FusedIterator for Iter<'_, K, V> {}

impl<'a, K: Hash + Eq + Clone, V> IntoIterator for &'a LruCache<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K: Debug + Hash + Eq + Clone, V: Debug> Debug for LruCache<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<K: Hash + Eq + Clone, V> Extend<(K, V)> for LruCache<K, V> {
    fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, iter: T) {
        iter.into_iter().for_each(|(k, v)| drop(self.put(k, v)));
    }
}

trait Number: Copy + Default + PartialEq + Add<Output = Self> + Mul<Output = Self> {
    const ZERO: Self;
    const ONE: Self;
}

macro_rules! numbers {
    ($($t:ty => $zero:expr, $one:expr);* $(;)?) => {
        $(impl Number for $t {
            const ZERO: Self = $zero;
            const ONE: Self = $one;
        })*
    };
}

numbers! {
    i32 => 0, 1;
    i64 => 0, 1;
    u64 => 0, 1;
    f64 => 0.0, 1.0;
    Mod<7> => Mod(0), Mod(1);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
struct Mod<const M: u32>(u32);

impl<const M: u32> Add for Mod<M> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Mod((self.0 + other.0).rem(M))
    }
}

impl<const M: u32> Mul for Mod<M> {
    type Output = Self;
    fn mul(self, Mod(other): Self) -> Self::Output {
        Mod(self.0 * other % M)
    }
}

impl<const M: u32> Display for Mod<M> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

#[derive(Clone, Copy, PartialEq, Debug)]
struct Matrix<T, const R: usize, const C: usize>([[T; C]; R]);

type Square<T, const N: usize> = Matrix<T, N, N>;

impl<T: Number, const R: usize, const C: usize> Matrix<T, R, C> {
    const CELLS: usize = R * C;

    fn from_fn(mut f: impl FnMut(usize, usize) -> T) -> Self {
        Matrix(std::array::from_fn(|r| std::array::from_fn(|c| f(r, c))))
    }

    fn transpose(&self) -> Matrix<T, C, R> {
        Matrix::from_fn(|r, c| self[(c, r)])
    }

    fn map<U: Number>(self, mut f: impl FnMut(T) -> U) -> Matrix<U, R, C> {
        Matrix(self.0.map(|row| row.map(&mut f)))
    }
}

impl<T: Number, const N: usize> Square<T, N> {
    fn identity() -> Self {
        Self::from_fn(|r, c| if r == c { T::ONE } else { T::ZERO })
    }

    fn pow(self, n: u32) -> Self {
        match n {
            0 => Self::identity(),
            n if n % 2 == 0 => (self * self).pow(n / 2),
            n => self * self.pow(n - 1),
        }
    }

    fn trace(&self) -> T
    where
        T: Sum,
    {
        (0..N).map(|n| self[(n, n)]).sum()
    }
}

impl<T, const R: usize, const C: usize> Index<(usize, usize)> for Matrix<T, R, C> {
    type Output = T;
    fn index(&self, (r, c): (usize, usize)) -> &T {
        &self.0[r][c]
    }
}

impl<T, const R: usize, const C: usize> IndexMut<(usize, usize)> for Matrix<T, R, C> {
    fn index_mut(&mut self, (r, c): (usize, usize)) -> &mut T {
        &mut self.0[r][c]
    }
}

impl<T: Number, const R: usize, const C: usize> Add for Matrix<T, R, C> {
    type Output = Self;
    fn add(mut self, other: Self) -> Self {
        self += &other;
        self
    }
}

impl<T: Number, const R: usize, const C: usize> AddAssign<&Self> for Matrix<T, R, C> {
    fn add_assign(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
            *mine = *mine + *theirs;
        }
    }
}

impl<T: Number + Neg<Output = T>, const R: usize, const C: usize> Neg for Matrix<T, R, C> {
    type Output = Self;
    fn neg(self) -> Self {
        self.map(|x| -x)
    }
}

impl<T: Number + Neg<Output = T>, const R: usize, const C: usize> Sub for Matrix<T, R, C> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl<T: Number, const R: usize, const K: usize, const C: usize> Mul<Matrix<T, K, C>> for Matrix<T, R, K> {
    type Output = Matrix<T, R, C>;
    fn mul(self, other: Matrix<T, K, C>) -> Self::Output {
        Matrix::from_fn(|r, c| (0..K).fold(T::ZERO, |sum, k| sum + self[(r, k)] * other[(k, c)]))
    }
}

impl<T: Number, const R: usize, const C: usize> Mul<T> for Matrix<T, R, C> {
    type Output = Self;
    fn mul(self, by: T) -> Self {
        self.map(|x| x * by)
    }
}

impl Mul<Square<f64, 2>> for f64 {
    type Output = Square<f64, 2>;
    fn mul(self, matrix: Square<f64, 2>) -> Self::Output {
        matrix * self
    }
}

impl<T: Number, const R: usize, const C: usize> Not for &Matrix<T, R, C> {
    type Output = Matrix<T, C, R>;
    fn not(self) -> Self::Output {
        self.transpose()
    }
}

impl<T: Number, const N: usize> Product for Square<T, N> {
    fn product<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::identity(), Mul::mul)
    }
}

impl<T: Display, const R: usize, const C: usize> Display for Matrix<T, R, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, row) in self.0.iter().enumerate() {
            f.write_str(if n == 0 { "[" } else { "; " })?;
            for (m, cell) in row.iter().enumerate() {
                if m > 0 {
                    write!(f, " ")?;
                }
                Display::fmt(cell, f)?;
            }
        }
        write!(f, "]")
    }
}

struct Tagged<T, Tag> {
    inner: T,
    tag: PhantomData<Tag>,
}

struct Meters;

impl<T, Tag> Deref for Tagged<T, Tag> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.inner
    }
}

fn main() {
    let mut cache: LruCache<String, usize> = LruCache::with_capacity(3);
    cache.extend(["one", "three", "fourteen"].map(|s| (s.to_string(), s.len())));
    println!("{cache:?}");
    if let Some(n) = cache.get("one") {
        *n *= 10;
    }
    println!("{:?}", cache.get("two"));
    println!("{:?}", cache.put("six".into(), 3));
    println!("{:?} {:?}", cache.put("one".into(), 1), cache);
    println!("{}", cache.get_or_insert_with("seven".to_string(), |k| k.len() * 100));
    println!("{}", cache.get_or_insert_with("seven".to_string(), |_| unreachable!()));
    println!("{} {:?} {:?}", cache.iter().count(), cache.hits, cache.iter().last());
    for (key, value) in &cache {
        print!("{key}={value} ");
    }
    println!();
    let mut tiny = LruCache::with_capacity(1);
    let evicted: Vec<_> = (0..4u8).filter_map(|n| tiny.put(n, n as char)).collect();
    println!("{evicted:?} {:?}", tiny.get(&3));

    let a = Matrix([[1, 2, 3], [4, 5, 6]]);
    let b = Matrix([[1, 0], [0, 1], [2, -1]]);
    println!("{a} * {b} = {}", a * b);
    println!("{} {} {}", !&a, a.transpose() == !&a, Matrix::<i32, 2, 3>::CELLS);
    println!("{} {}", a + a, a * 3 - a);
    println!("{:?}", -(b * a));
    let fib = Matrix([[1u64, 1], [1, 0]]);
    println!("{} {}", fib.pow(50)[(0, 1)], fib.pow(10).trace());
    println!("{:.3}", 0.5 * Matrix([[1.0, 2.5], [-3.0, 4.0]]));
    println!("{:>4}", Matrix([[10, 200], [3000, 4]]));
    println!("{}", Matrix([[Mod::<7>(3), Mod(5)], [Mod(6), Mod(1)]]).pow(3));
    let all: Square<i64, 2> = (1..=3).map(|n| Matrix([[1, n], [0, 1]])).product();
    println!("{all}");
    let mut c = Square::<i32, 3>::identity();
    c[(0, 2)] = 7;
    c += &c.clone();
    println!("{c} {:?}", c.map(f64::from).0[0]);
    let length = Tagged::<_, Meters> { inner: Matrix([[3.0f64, 4.0]]), tag: PhantomData };
    println!("{}", (*length * length.transpose())[(0, 0)].sqrt());
}
