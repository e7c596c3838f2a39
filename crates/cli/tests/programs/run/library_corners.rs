//! Maps, cells, numbers, readers and text: what is seldom called.

use std::any::Any;
use std::cell::*;
use std::collections::*;
use std::io::{
    self, BufRead, BufReader, BufWriter, Cursor, LineWriter, Read, Seek, SeekFrom, Write,
};
use std::num::*;
use std::ptr::NonNull;
use std::rc::Rc;
use std::sync::*;
use std::time::*;
fn main() {
    let mut m: HashMap<i32, i32> = (0..6).map(|x| (x, x * x)).collect();
    let [a, b] = m.get_disjoint_mut([&1, &2]);
    std::mem::swap(a.unwrap(), b.unwrap());
    println!("{} {}", m[&1], m[&2]);
    m.shrink_to(1);
    println!("{:?}", m.try_reserve(1).is_ok());
    let mut x: Vec<_> = m.extract_if(|k, _| k % 2 == 0).collect();
    x.sort();
    println!("{x:?}");
    let mut hs: HashSet<i32> = (0..5).collect();
    println!("{}", hs.extract_if(|k| k % 2 == 0).count());
    hs.shrink_to_fit();
    println!("{}", hs.len());
    let mut bm: BTreeMap<i32, i32> = (0..6).map(|x| (x, x * x)).collect();
    println!(
        "{:?}",
        bm.extract_if(2..5, |k, _| k % 2 == 0).collect::<Vec<_>>()
    );
    println!("{:?}", bm.range_mut(3..).next());
    let mut bs: BTreeSet<i32> = (0..5).collect();
    println!(
        "{:?} {bs:?}",
        bs.clone()
            .extract_if(.., |k| k % 2 == 0)
            .collect::<Vec<_>>()
    );
    println!("{:?} {:?}", bs.split_off(&3), bs.pop_last());
    let mut h = BinaryHeap::from([1, 5, 2]);
    if let Some(p) = h.peek_mut() {
        println!("{}", binary_heap::PeekMut::pop(p));
    }
    h.extend([9]);
    println!("{:?} {:?}", h.drain().count(), h.len());
    h.reserve(3);
    h.shrink_to_fit();
    let v = vec![vec![1, 2], vec![3]];
    println!("{:?}", vec![[1, 2], [3, 4]].into_flattened());
    println!(
        "{:?} {:?}",
        v.concat(),
        v.iter().flatten().rev().collect::<Vec<_>>()
    );
    let mut s = [5, 4, 3, 2, 1];
    s.select_nth_unstable_by(1, |a, b| b.cmp(a));
    println!("{}", s[1]);
    let (_, m1, _) = s.select_nth_unstable_by_key(0, |x| *x);
    println!("{m1}");
    for p in s.splitn_mut(2, |x| *x == 3) {
        p.reverse();
    }
    for p in s.split_inclusive_mut(|x| *x == 3) {
        p[0] = 0;
    }
    println!("{}", s.len());
    println!("{:?}", s.array_windows::<2>().count());
    println!("{:?}", s.as_chunks_mut::<2>().0.len());
    println!("{:?}", [1, 2, 3].as_array::<3>());
    println!("{:?}", [1, 2].first_chunk_mut::<1>());
    let c = Cell::new([1, 2, 3]);
    let cs: &Cell<[i32]> = &c;
    for x in cs.as_slice_of_cells() {
        x.set(x.get() * 2);
    }
    println!("{:?}", c.get());
    let r = RefCell::new((1, String::from("a")));
    {
        let (a, b) = Ref::map_split(r.borrow(), |t| (&t.0, &t.1));
        println!("{a} {b}");
    }
    {
        let (mut a, mut b) = RefMut::map_split(r.borrow_mut(), |t| (&mut t.0, &mut t.1));
        *a += 1;
        b.push('z');
    }
    println!("{r:?}");
    println!(
        "{:?}",
        Ref::filter_map(r.borrow(), |t| Some(&t.0)).map(|r| *r).ok()
    );
    let any: Rc<dyn Any> = Rc::new(5i32);
    println!("{:?}", any.downcast::<i32>());
    let any: Arc<dyn Any + Send + Sync> = Arc::new("x");
    println!("{:?}", any.downcast::<&str>());
    let rs: Rc<str> = "abc".into();
    let ra: Arc<[i32]> = vec![1, 2].into();
    println!("{rs} {ra:?} {:?}", Rc::<[i32]>::from([1]));
    let b: Box<str> = "x".into();
    println!("{b} {:?}", Rc::<str>::from(b.clone()));
    let e: Box<dyn std::error::Error> = From::from("boxed");
    println!("{e}");
    println!(
        "{:?} {:?} {:?} {:?}",
        5u8.checked_sub_signed(-1),
        1u32.unbounded_shl(40),
        7i32.wrapping_div_euclid(-2),
        250u8.strict_add(1)
    );
    println!(
        "{:?} {:?} {:?}",
        5i8.overflowing_add_unsigned(200),
        200u8.saturating_sub_signed(-100),
        (-7i32).overflowing_rem_euclid(3)
    );
    println!(
        "{:?} {:?} {}",
        10u32.checked_next_multiple_of(4),
        u32::from_str_radix("zz", 36),
        i128::MAX
    );
    println!(
        "{} {} {} {} {} {}",
        2f64.copysign(-0.0),
        27f64.cbrt(),
        3f64.hypot(4.0),
        1e-10f64.exp_m1(),
        1f64.ln_1p(),
        3f64.exp2()
    );
    println!(
        "{} {} {:?} {:?} {}",
        2.5f64.round_ties_even(),
        1f64.next_up(),
        1.5f32.to_ne_bytes(),
        f64::from_le_bytes([0; 8]),
        3
    );
    println!(
        "{} {} {} {}",
        f64::EPSILON,
        f32::MIN_POSITIVE,
        f64::NAN.max(1.0),
        (-1f64).sqrt().is_nan()
    );
    println!("{:?} {:?}", (0.1f32 + 0.2f32), 0.1 + 0.2);
    println!(
        "{:?} {:?} {:?}",
        char::decode_utf16([0xD834, 0xDD1E, 0x6d])
            .map(|r| r.unwrap_or('?'))
            .collect::<String>(),
        u8::try_from('a'),
        char::try_from(65u32)
    );
    println!(
        "{:?} {} {:?} {}",
        char::from(66u8),
        char::MAX as u32,
        char::from_digit(7, 10),
        char::REPLACEMENT_CHARACTER
    );
    println!(
        "{} {} {}",
        Wrapping(250u8) + Wrapping(10),
        Saturating(250u8) + Saturating(10),
        NonZero::new(5u8).unwrap()
    );
    let mut w = Wrapping(0u8);
    w -= 1;
    println!("{w:?} {}", NonZeroU8::MIN);
    println!(
        "{:?} {:?} {:?}",
        "".parse::<i32>(),
        "-".parse::<i8>(),
        "999".parse::<u8>().map_err(|e| e.kind().clone())
    );
    println!(
        "{:?} {:?}",
        "1e3".parse::<f64>(),
        "x".parse::<f32>().map_err(|e| e.to_string())
    );
    println!(
        "{:?} {:?}",
        "tru".parse::<bool>().map_err(|e| e.to_string()),
        "ab".parse::<char>().map_err(|e| e.to_string())
    );
    let a = atomic::AtomicI32::new(5);
    println!(
        "{:?} {:?} {}",
        a.fetch_update(atomic::Ordering::SeqCst, atomic::Ordering::SeqCst, |x| (x
            > 3)
        .then_some(x * 2)),
        a.try_update(atomic::Ordering::SeqCst, atomic::Ordering::SeqCst, |_| None),
        a.update(atomic::Ordering::SeqCst, atomic::Ordering::SeqCst, |x| x
            + 1)
    );
    let mut three = 3;
    let p = atomic::AtomicPtr::new(&mut three);
    println!("{}", unsafe { *p.load(atomic::Ordering::Relaxed) });
    println!("{a:?}");
    let rw = RwLock::new(1);
    let mut g = rw.write().unwrap();
    *g += 1;
    let g = RwLockWriteGuard::downgrade(g);
    println!("{} {}", *g, rw.try_read().is_ok());
    static L: LazyLock<Vec<i32>> = LazyLock::new(|| vec![1, 2]);
    println!("{:?} {}", *L, L.len());
    static O: OnceLock<String> = OnceLock::new();
    println!(
        "{:?} {} {:?}",
        O.get(),
        O.get_or_init(|| "i".into()),
        O.set("j".into())
    );
    println!(
        "{:?} {:?} {:?}",
        Duration::from_mins(2),
        Duration::from_millis(1500).div_f32(2.0),
        Duration::from_secs(3).div_duration_f32(Duration::from_secs(2))
    );
    println!(
        "{:?} {:?} {:.1?} {:>8?}|",
        Duration::from_nanos(1_500),
        Duration::MAX,
        Duration::from_micros(1234),
        Duration::from_millis(5)
    );
    println!("{}", SystemTime::now().duration_since(UNIX_EPOCH).is_ok());
    println!(
        "{:?}",
        SystemTime::UNIX_EPOCH
            .checked_add(Duration::from_secs(1))
            .is_some()
    );
    let mut cur = Cursor::new(Vec::new());
    write!(cur, "line1\nline2\n\nx").unwrap();
    cur.set_position(0);
    println!(
        "{:?}",
        Read::by_ref(&mut cur)
            .lines()
            .collect::<io::Result<Vec<_>>>()
    );
    cur.seek(SeekFrom::Start(2)).unwrap();
    let mut s = String::new();
    cur.read_to_string(&mut s).unwrap();
    println!("{s:?}");
    println!("{:?}", io::copy(&mut &b"hello"[..], &mut io::sink()));
    let mut lw = LineWriter::new(Vec::new());
    lw.write_all(b"ab\nc").unwrap();
    println!("{:?}", lw.get_ref());
    println!("{:?}", io::read_to_string(&b"xyz"[..]).unwrap());
    let mut bw = BufWriter::with_capacity(4, Vec::new());
    bw.write_all(b"abcdef").unwrap();
    bw.flush().unwrap();
    println!("{:?}", bw.into_inner().unwrap());
    let mut rd = BufReader::new(&b"a,b,c"[..]);
    let mut buf = vec![];
    rd.read_until(b',', &mut buf).unwrap();
    println!("{buf:?} {:?}", rd.skip_until(b',').unwrap());
    let mut out = [0u8; 4];
    println!(
        "{:?} {:?}",
        (&mut out[..]).write(b"abcdef"),
        io::repeat(7)
            .take(2)
            .bytes()
            .map(|b| b.unwrap())
            .collect::<Vec<_>>()
    );
    println!("{:?}", (&b"ab"[..]).chain(&b"cd"[..]).bytes().count());
    println!("{:?}", io::Error::new(io::ErrorKind::Other, "oops"));
    println!(
        "{} {:?}",
        io::Error::from(io::ErrorKind::NotFound),
        io::Error::other("x").to_string()
    );
    let mut x = 5;
    let mut nn = NonNull::from(&mut x);
    unsafe {
        *nn.as_mut() += 1;
        nn.write(nn.read() + 1);
    }
    println!("{x} {:?}", nn.is_aligned());
    let arr = [1, 2, 3];
    let p = arr.as_ptr();
    unsafe {
        println!(
            "{} {} {}",
            *p.add(1),
            p.add(2).offset_from(p),
            p.byte_add(4).read()
        );
        println!("{}", p.add(2).offset_from_unsigned(p));
    }
    println!("{}", std::ptr::eq(&arr[0], p));
    let mut mu = std::mem::MaybeUninit::<[i32; 2]>::uninit();
    mu.write([1, 2]);
    println!("{:?}", unsafe { mu.assume_init() });
    let b = Box::new(3);
    let raw = Box::into_raw(b);
    println!("{}", unsafe { Box::from_raw(raw) });
    println!("{:?}", Box::write(Box::new_uninit(), 4));
    println!(
        "{:?} {:?} {}",
        "ab cd".trim_ascii_start(),
        str::from_utf8(b"hi"),
        String::from_utf16_lossy(&[104, 105])
    );
    println!("{:?}", "aXbX".rsplit_terminator('X').collect::<Vec<_>>());
    println!(
        "{:?} {:?}",
        "é".ceil_char_boundary(1),
        "abc".char_indices().rev().next()
    );
    println!("{:?}", "a\tb".escape_debug().to_string());
    println!(
        "{:?} {:?}",
        "Hello".chars().rev().collect::<String>(),
        "tschüß".to_uppercase()
    );
    println!("{:?}", "one two".split_once(char::is_whitespace));
    println!(
        "{:?} {:?}",
        "abc".bytes().rev().map(|b| b as char).collect::<String>(),
        "a-b_c".split(['-', '_']).collect::<Vec<_>>()
    );
    println!("{:?}", "x".cmp("y"));
    println!("{:?}", "abcabc".match_indices("bc").collect::<Vec<_>>());
    println!("{:?}", "k=v=w".splitn(2, '=').collect::<Vec<_>>());
    let mut st = String::from("héllo");
    println!("{:?} {} {:?}", st.remove(1), st, st.find('l'));
    st.insert_str(1, "EE");
    st.retain(|c| c != 'l');
    st.replace_range(0..1, "J");
    println!(
        "{st} {:?} {:?}",
        st.drain(1..3).collect::<String>(),
        st.char_indices().nth(1)
    );
    println!("{:?} {:?}", st.pop(), st.split_off(1));
    println!("{:?}", std::iter::chain([1], [2]).collect::<Vec<_>>());
    println!("{:?}", std::array::repeat::<_, 2>("x"));
    println!("{:?}", [1, 2].iter().rfind(|x| **x < 5));
    println!("{:?}", (1..4).try_rfold(0, |a, x| Some(a + x)));
    println!(
        "{:?} {:?}",
        std::ops::Bound::Included(3).map(|x| x + 1),
        (2..5).start_bound_check()
    );
    println!(
        "{:?}",
        i32::try_from(5i64)
            .unwrap()
            .cmp(&3)
            .then(std::cmp::Ordering::Less)
    );
    println!(
        "{:?}",
        std::cmp::max_by(1.0, 2.0, |a: &f64, b: &f64| a.total_cmp(b))
    );
    println!("{}", std::fmt::from_fn(|f| write!(f, "fn{}", 1)));
    println!("{:?}", std::env::args().count());
    println!("{:?}", std::env::var("NOPE_X").is_err());
    println!("{}", std::any::type_name_of_val(&1u8));
    println!("{:?}", Some(3).as_slice());
    println!(
        "{:?} {:?}",
        Some(5).is_none_or(|x| x > 3),
        Some((1, 'a')).unzip()
    );
    println!("{:?}", Ok::<Option<i32>, ()>(Some(1)).transpose());
    println!("{:?}", Some(Ok::<i32, String>(1)).transpose());
    println!("{:?}", Ok::<_, ()>(Ok::<i32, ()>(1)).flatten());
    let mut o = Some(1);
    println!("{:?}", o.take_if(|x| *x == 1));
    println!("{:?}", o.get_or_insert(5));
    println!("{:?}", o.replace(7));
    println!("{:?}", o.insert(2));
    println!("{:?}", o.zip(Some('x')));
    println!("{:?}", o.xor(None));
    println!(
        "{:?} {:?}",
        o.filter(|x| *x > 5),
        o.map_or_else(|| 0, |x| x * 2)
    );
}
#[repr(C)]
struct NonZeroCheck {
    a: u8,
    b: u32,
}
trait Y {
    fn start_bound_check(&self) -> u8 {
        1
    }
}
impl<T> Y for T {}
mod io2 {}
trait Z {}
use std::io as _;
mod x {}
trait PipeCheck {}
