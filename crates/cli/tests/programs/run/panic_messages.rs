//! What panics say, and what `assert!` and `stringify!` make of an expression.

use std::panic::catch_unwind as c;
fn b<T>(t: T) -> T {
    std::hint::black_box(t)
}
fn main() {
    std::panic::set_hook(Box::new(|i| {
        println!("{}", i.payload_as_str().unwrap_or("?"))
    }));
    let s = "aébc";
    let _ = c(|| s[b(9)..].len());
    let _ = c(|| s[..b(9)].len());
    let _ = c(|| s[b(2)..].len());
    let _ = c(|| s[..b(2)].len());
    let _ = c(|| s[b(3)..b(1)].len());
    let _ = c(|| s[b(1)..b(2)].len());
    let _ = c(|| s[b(2)..b(9)].len());
    let _ = c(|| s[b(1)..=b(1)].len());
    let _ = c(|| s[b(7)..=b(9)].len());
    let _ = c(|| s[b(2)..b(2)].len());
    let _ = c(|| s[b(9)..b(10)].len());
    let _ = c(|| s[b(0)..=b(9)].len());
    let long = "x".repeat(300);
    let _ = c(|| long[b(301)..].len());
    let _ = c(|| s.split_at(2).0.len());
    let mut t = String::from(s);
    let _ = c(std::panic::AssertUnwindSafe(|| t.insert(2, 'x')));
    let _ = c(std::panic::AssertUnwindSafe(|| {
        t.remove(9);
    }));
    let _ = c(std::panic::AssertUnwindSafe(|| t.truncate(2)));
    let _ = c(|| i32::from_str_radix("1", b(40)));
    let v = vec![1, 2, 3];
    let _ = c(|| v[b(5)..].len());
    let _ = c(|| v[..b(5)].len());
    let _ = c(|| v[b(2)..b(1)].len());
    let _ = c(|| v[b(1)..=b(9)].len());
    let _ = c(|| v[b(4)..b(9)].len());
    let _ = c(|| v.split_at(b(9)).0.len());
    let _ = c(|| v.windows(b(0)).count());
    let _ = c(|| v.chunks(b(0)).count());
    let mut w = v.clone();
    let _ = c(std::panic::AssertUnwindSafe(|| w.swap_remove(7)));
    let _ = c(std::panic::AssertUnwindSafe(|| w.split_off(7)));
    let _ = c(std::panic::AssertUnwindSafe(|| {
        w.drain(2..9);
    }));
    let _ = c(std::panic::AssertUnwindSafe(|| w.insert(7, 1)));
    let _ = c(std::panic::AssertUnwindSafe(|| w.remove(7)));
    let _ = c(std::panic::AssertUnwindSafe(|| w.rotate_left(9)));
    let _ = c(std::panic::AssertUnwindSafe(|| w.copy_from_slice(&[1])));
    let d: std::collections::VecDeque<i32> = [1].into();
    let _ = c(|| d[b(3)]);
    let m: std::collections::BTreeMap<i32, i32> = Default::default();
    let _ = c(|| m[&1]);
    let _ = c(|| 5u32.ilog2() + b(0u32).ilog2());
    let _ = c(|| b(5).clamp(b(3), b(1)));
    let _ = c(|| std::time::Duration::from_secs_f64(b(-1.0)));
    let _ = c(|| (b(0)..5).step_by(0).count());
    let _ = c(|| b(1u8) - 2);
    let _ = c(|| b(200u8) * 2);
    let _ = c(|| -b(i8::MIN));
    let _ = c(|| b(1) << b(40));
    let _ = c(|| b(1) >> b(40));
    let _ = c(|| b(i32::MIN) / b(-1));
    let _ = c(|| b(i32::MIN) % b(-1));
    let _ = c(|| b(i32::MIN).abs());
    let _ = c(|| b(3i32).pow(30));
    let _ = c(|| [b(1u8), 255].iter().sum::<u8>());
    let _ = c(|| [b(100u8), 3].iter().product::<u8>());
    let _ = c(|| b(usize::MAX) as u32 as usize + b(usize::MAX));
    let _ = c(|| char::from_digit(1, b(40)));
    let _ = c(|| 'a'.to_digit(b(40)));
    let r = std::rc::Rc::new(std::cell::RefCell::new(1));
    let _ = c(std::panic::AssertUnwindSafe(|| {
        let _a = r.borrow_mut();
        let _b = r.borrow();
    }));
    let _ = c(|| Option::<i32>::None.expect("exp"));
    let _ = c(|| Ok::<i32, i32>(1).unwrap_err());
    let _ = c(|| Ok::<i32, i32>(1).expect_err("ee"));
    let _ = c(|| Vec::<i32>::with_capacity(b(usize::MAX)).len());
    let _ = c(|| "x".repeat(b(usize::MAX)).len());
    let _ = c(|| unreachable!());
    let _ = c(|| unimplemented!("a {}", 1));
    let _ = c(|| todo!("b"));
    let _ = c(|| assert!(b(1) + 1 == 3));
    let _ = c(|| assert!(v.is_empty() && !s.is_empty(), "x{}", 1));
    let _ = c(|| assert_eq!(b(1), 2));
    let _ = c(|| debug_assert!(matches!(b(Some(1)), None)));
    let _ = c(|| assert!(v.iter().map(|x| x * 2).collect::<Vec<_>>()[0] == 3,));
    println!(
        "{} {} {}",
        stringify!(a + b),
        stringify!(Vec<u8>),
        stringify!(x.y(1, 2))
    );
    macro_rules! st { ($e:expr) => { stringify!($e) }; (t $($t:tt)*) => { stringify!($($t)*) } }
    println!(
        "{} {} {} {}",
        st!(1 + 2),
        st!(f(a, b)),
        st!(t a.b ( c ) -> d),
        st!((1 + 2) * 3)
    );
    println!("{}", st!(t x, y; z == &w && !v));
    println!("{} {}", st!(&x), st!(if a { 1 } else { 2 }));
}
