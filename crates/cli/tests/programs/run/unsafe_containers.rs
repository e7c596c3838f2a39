//! A vector, a counted pointer, a lock and a queue over raw pointers; unions, transmutes and layouts.

use std::alloc::{self, Layout, alloc, dealloc, realloc};
use std::cell::{Cell, UnsafeCell};
use std::marker::PhantomData;
use std::mem::{self, ManuallyDrop, MaybeUninit};
use std::ops::{Deref, DerefMut};
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
struct MyVec<T> {
    ptr: NonNull<T>,
    cap: usize,
    len: usize,
    _m: PhantomData<T>,
}
impl<T> MyVec<T> {
    fn new() -> Self {
        assert!(mem::size_of::<T>() != 0);
        MyVec {
            ptr: NonNull::dangling(),
            cap: 0,
            len: 0,
            _m: PhantomData,
        }
    }
    fn grow(&mut self) {
        let new_cap = if self.cap == 0 { 1 } else { 2 * self.cap };
        let nl = Layout::array::<T>(new_cap).unwrap();
        let p = if self.cap == 0 {
            unsafe { alloc(nl) }
        } else {
            unsafe {
                realloc(
                    self.ptr.as_ptr() as *mut u8,
                    Layout::array::<T>(self.cap).unwrap(),
                    nl.size(),
                )
            }
        };
        self.ptr = match NonNull::new(p as *mut T) {
            Some(p) => p,
            None => alloc::handle_alloc_error(nl),
        };
        self.cap = new_cap;
    }
    fn push(&mut self, v: T) {
        if self.len == self.cap {
            self.grow()
        }
        unsafe { ptr::write(self.ptr.as_ptr().add(self.len), v) }
        self.len += 1
    }
    fn pop(&mut self) -> Option<T> {
        if self.len == 0 {
            None
        } else {
            self.len -= 1;
            unsafe { Some(ptr::read(self.ptr.as_ptr().add(self.len))) }
        }
    }
    fn insert(&mut self, i: usize, v: T) {
        assert!(i <= self.len, "index out of bounds");
        if self.len == self.cap {
            self.grow()
        }
        unsafe {
            ptr::copy(
                self.ptr.as_ptr().add(i),
                self.ptr.as_ptr().add(i + 1),
                self.len - i,
            );
            ptr::write(self.ptr.as_ptr().add(i), v)
        }
        self.len += 1
    }
}
impl<T> Deref for MyVec<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        unsafe { std::slice::from_raw_parts(self.ptr.as_ptr(), self.len) }
    }
}
impl<T> DerefMut for MyVec<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        unsafe { std::slice::from_raw_parts_mut(self.ptr.as_ptr(), self.len) }
    }
}
impl<T> Drop for MyVec<T> {
    fn drop(&mut self) {
        if self.cap != 0 {
            while self.pop().is_some() {}
            unsafe {
                dealloc(
                    self.ptr.as_ptr() as *mut u8,
                    Layout::array::<T>(self.cap).unwrap(),
                )
            }
        }
    }
}
unsafe impl<T: Send> Send for MyVec<T> {}
struct MyRc<T: ?Sized> {
    p: NonNull<Inner<T>>,
    _m: PhantomData<Inner<T>>,
}
struct Inner<T: ?Sized> {
    n: Cell<usize>,
    v: T,
}
impl<T> MyRc<T> {
    fn new(v: T) -> Self {
        MyRc {
            p: unsafe {
                NonNull::new_unchecked(Box::into_raw(Box::new(Inner { n: Cell::new(1), v })))
            },
            _m: PhantomData,
        }
    }
    fn count(t: &Self) -> usize {
        unsafe { t.p.as_ref() }.n.get()
    }
}
impl<T: ?Sized> Clone for MyRc<T> {
    fn clone(&self) -> Self {
        let i = unsafe { self.p.as_ref() };
        i.n.set(i.n.get() + 1);
        MyRc {
            p: self.p,
            _m: PhantomData,
        }
    }
}
impl<T: ?Sized> Deref for MyRc<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &unsafe { self.p.as_ref() }.v
    }
}
impl<T: ?Sized> Drop for MyRc<T> {
    fn drop(&mut self) {
        unsafe {
            let n = self.p.as_ref().n.get();
            self.p.as_ref().n.set(n - 1);
            if n == 1 {
                drop(Box::from_raw(self.p.as_ptr()))
            }
        }
    }
}
struct MyMutex<T> {
    l: AtomicBool,
    v: UnsafeCell<T>,
}
unsafe impl<T: Send> Sync for MyMutex<T> {}
struct G<'a, T>(&'a MyMutex<T>);
impl<T> MyMutex<T> {
    const fn new(v: T) -> Self {
        MyMutex {
            l: AtomicBool::new(false),
            v: UnsafeCell::new(v),
        }
    }
    fn lock(&self) -> G<'_, T> {
        while self.l.swap(true, Ordering::Acquire) {
            std::thread::yield_now()
        }
        G(self)
    }
}
impl<T> Deref for G<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        unsafe { &*self.0.v.get() }
    }
}
impl<T> DerefMut for G<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        unsafe { &mut *self.0.v.get() }
    }
}
impl<T> Drop for G<'_, T> {
    fn drop(&mut self) {
        self.0.l.store(false, Ordering::Release)
    }
}
#[repr(C)]
union IntOrFloat {
    i: u32,
    f: f32,
}
#[repr(C)]
#[derive(Clone, Copy)]
struct Hdr {
    tag: u8,
    len: u32,
}
#[repr(u8)]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Op {
    Nop = 0,
    Add = 10,
    Sub,
}
impl TryFrom<u8> for Op {
    type Error = u8;
    fn try_from(b: u8) -> Result<Self, u8> {
        match b {
            0 => Ok(Op::Nop),
            10..=11 => Ok(unsafe { mem::transmute(b) }),
            _ => Err(b),
        }
    }
}
static DROPS: AtomicUsize = AtomicUsize::new(0);
static mut COUNTER: u32 = 0;
static TOTAL: MyMutex<u64> = MyMutex::new(0);
struct N(u8);
impl Drop for N {
    fn drop(&mut self) {
        DROPS.fetch_add(self.0 as usize, Ordering::Relaxed);
    }
}
unsafe fn bump(by: u32) -> u32 {
    unsafe {
        COUNTER += by;
        COUNTER
    }
}
extern "C" fn twice(x: i32) -> i32 {
    x * 2
}
unsafe trait Zeroed {
    fn zeroed() -> Self
    where
        Self: Sized,
    {
        unsafe { mem::zeroed() }
    }
}
unsafe impl Zeroed for [u16; 3] {}
fn split_at_mut<T>(v: &mut [T], mid: usize) -> (&mut [T], &mut [T]) {
    let len = v.len();
    let p = v.as_mut_ptr();
    assert!(mid <= len);
    unsafe {
        (
            std::slice::from_raw_parts_mut(p, mid),
            std::slice::from_raw_parts_mut(p.add(mid), len - mid),
        )
    }
}
struct Node<T> {
    v: T,
    prev: *mut Node<T>,
    next: *mut Node<T>,
}
struct Deq<T> {
    head: *mut Node<T>,
    tail: *mut Node<T>,
}
impl<T> Deq<T> {
    fn push_back(&mut self, v: T) {
        let n = Box::into_raw(Box::new(Node {
            v,
            prev: self.tail,
            next: ptr::null_mut(),
        }));
        if self.tail.is_null() {
            self.head = n
        } else {
            unsafe { (*self.tail).next = n }
        }
        self.tail = n
    }
    fn pop_front(&mut self) -> Option<T> {
        if self.head.is_null() {
            return None;
        }
        let n = unsafe { Box::from_raw(self.head) };
        self.head = n.next;
        match unsafe { self.head.as_mut() } {
            Some(h) => h.prev = ptr::null_mut(),
            None => self.tail = ptr::null_mut(),
        }
        Some(n.v)
    }
}
fn main() {
    let mut v = MyVec::new();
    for i in 0..5 {
        v.push(N(i))
    }
    v.insert(1, N(10));
    println!(
        "{} {:?} {}",
        v.len(),
        v.iter().map(|n| n.0).collect::<Vec<_>>(),
        v.cap
    );
    v[0].0 = 100;
    drop(v.pop());
    println!("{}", DROPS.load(Ordering::Relaxed));
    drop(v);
    println!("{}", DROPS.load(Ordering::Relaxed));
    let a = MyRc::new(String::from("rc"));
    let b = a.clone();
    println!("{} {} {}", *b, a.len(), MyRc::count(&b));
    drop(a);
    println!("{}", MyRc::count(&b));
    std::thread::scope(|s| {
        for _ in 0..4 {
            s.spawn(|| {
                for _ in 0..50 {
                    *TOTAL.lock() += 1
                }
            });
        }
    });
    println!("{}", *TOTAL.lock());
    let mut u = IntOrFloat { f: 1.0 };
    unsafe {
        println!("{:#x}", u.i);
        u.i = 0x40490fdb;
        println!("{:.4}", u.f);
        match u {
            IntOrFloat { i: 0 } => println!("zero"),
            IntOrFloat { f } => println!("f {f:.1}"),
        }
    }
    println!(
        "{} {} {}",
        mem::size_of::<Hdr>(),
        mem::align_of::<Hdr>(),
        mem::size_of::<Option<Box<i32>>>()
    );
    println!(
        "{:?} {:?} {} {}",
        Op::try_from(11),
        Op::try_from(5),
        Op::Sub as u8,
        mem::size_of::<Op>()
    );
    unsafe {
        bump(2);
        println!("{}", bump(3))
    }
    let f: extern "C" fn(i32) -> i32 = twice;
    println!("{} {:?}", f(4), <[u16; 3]>::zeroed());
    let mut arr = [1, 2, 3, 4, 5];
    let (x, y) = split_at_mut(&mut arr, 2);
    x[0] = y[2];
    println!("{arr:?}");
    let mut x = 10;
    let (p, q) = (&raw const x, &raw mut x);
    unsafe {
        *q += 5;
        println!("{} {}", *p, p == q as *const i32)
    }
    let mut buf: [MaybeUninit<String>; 3] = [const { MaybeUninit::uninit() }; 3];
    for (i, b) in buf.iter_mut().enumerate() {
        b.write(format!("s{i}"));
    }
    let strs: [String; 3] = unsafe { mem::transmute(buf) };
    println!("{strs:?}");
    let mut md = ManuallyDrop::new(N(50));
    unsafe { ManuallyDrop::drop(&mut md) }
    println!("{}", DROPS.load(Ordering::Relaxed));
    let bytes: [u8; 4] = unsafe { mem::transmute(1u32.to_be()) };
    println!("{bytes:?}");
    let h = Hdr { tag: 7, len: 9 };
    let hp = &h as *const Hdr as *const u8;
    println!("{} {}", unsafe { *hp }, unsafe {
        hp.add(4).cast::<u32>().read_unaligned()
    });
    let mut d = Deq {
        head: ptr::null_mut(),
        tail: ptr::null_mut(),
    };
    for i in 0..3 {
        d.push_back(i)
    }
    println!(
        "{:?} {:?} {:?} {:?}",
        d.pop_front(),
        d.pop_front(),
        d.pop_front(),
        d.pop_front()
    );
    let s: &str = unsafe { std::str::from_utf8_unchecked(&[104, 105]) };
    println!("{s}");
    let bx: Box<dyn Fn(i32) -> i32> = Box::new(move |y| y + x);
    let raw = Box::into_raw(bx);
    let back = unsafe { Box::from_raw(raw) };
    println!("{}", back(1));
    let fp: fn(i32) -> i32 = |x| x + 1;
    println!("{} {}", fp(1), mem::size_of_val(&fp));
    let v2 = vec![1u16, 2, 3];
    let mut v2 = ManuallyDrop::new(v2);
    let v3 = unsafe { Vec::from_raw_parts(v2.as_mut_ptr(), v2.len(), v2.capacity()) };
    println!("{v3:?}");
    println!(
        "{}",
        mem::discriminant(&Op::Add) == mem::discriminant(&Op::Add)
    );
    let mut pair = (1, 2);
    mem::swap(&mut pair.0, &mut pair.1);
    println!("{pair:?} {}", mem::needs_drop::<N>());
}
