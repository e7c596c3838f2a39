//! What is dropped when, and what a panic carries.

use std::cell::RefCell;
use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::thread;
thread_local! { static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) }; static COUNT: std::cell::Cell<u32> = std::cell::Cell::new(1); }
fn log(s: impl Into<String>) {
    LOG.with_borrow_mut(|l| l.push(s.into()));
}
fn flush(title: &str) {
    println!("{title}: {}", LOG.take().join(" "));
}
struct D(&'static str);
impl Drop for D {
    fn drop(&mut self) {
        log(self.0);
    }
}
struct Pair {
    a: D,
    b: D,
}
enum E {
    One(D),
    Two(D, D),
    Zero,
}
fn make(n: &'static str) -> D {
    log(format!("+{n}"));
    D(n)
}
fn early(flag: bool) -> Option<D> {
    let _a = D("a");
    let b = D("b");
    if flag {
        return Some(b);
    }
    let _c = D("c");
    None
}
fn cond(flag: bool) {
    let x = D("x");
    let y;
    if flag {
        drop(x);
        y = D("y1");
    } else {
        y = x;
    }
    let _z = D("z");
    let _r = &y;
}
fn arg(_: D, b: D, _c: D) {
    log("in");
    let _ = b;
}
struct Guard<'a>(&'a RefCell<i32>);
impl Drop for Guard<'_> {
    fn drop(&mut self) {
        *self.0.borrow_mut() -= 1;
    }
}
fn main() {
    {
        let _a = D("1");
        let _b = D("2");
        let _ = D("3");
        D("4");
        let (_c, _) = (D("5"), D("6"));
    }
    flush("scope");
    {
        let p = Pair {
            a: D("a"),
            b: D("b"),
        };
        let Pair { a, .. } = p;
        log("mid");
        drop(a);
    }
    flush("partial");
    {
        let mut p = Pair {
            a: D("a"),
            b: D("b"),
        };
        p.a = D("a2");
        let _old = mem::replace(&mut p.b, D("b2"));
    }
    flush("replace");
    {
        early(true);
    }
    flush("early");
    {
        early(false);
    }
    flush("late");
    cond(true);
    flush("cond t");
    cond(false);
    flush("cond f");
    arg(D("1"), D("2"), D("3"));
    flush("args");
    {
        match E::Two(D("p"), D("q")) {
            E::One(d) => drop(d),
            E::Two(x, _) => {
                log("arm");
                drop(x);
                log("end");
            }
            E::Zero => {}
        }
    }
    flush("match");
    {
        let v = vec![D("v1"), D("v2"), D("v3")];
        for d in v {
            if d.0 == "v2" {
                log("break");
                break;
            }
        }
        log("after");
    }
    flush("for");
    {
        let mut v = vec![D("r1"), D("r2"), D("r3")];
        v.remove(1);
        log("-");
        v.truncate(1);
        log("-");
        v.clear();
        log("-");
        v.push(D("r4"));
        let b = Box::new(v);
        let inner = *b;
        log("moved");
        mem::drop(inner);
    }
    flush("vec");
    {
        let x = D("shadow1");
        let x = {
            log(x.0);
            D("shadow2")
        };
        let _y = &x;
    }
    flush("shadow");
    {
        let _t = make("t").0.len();
        log("next");
        match make("m").0 {
            s => log(s),
        }
        if make("i").0 == "i" {
            log("then");
        }
        while make("w").0 == "x" {}
    }
    flush("temps");
    {
        let f = {
            let d = D("captured");
            move || log(d.0)
        };
        f();
        f();
        log("x");
    }
    flush("closure");
    {
        let d = D("once");
        let f = move || {
            let _d = d;
            log("run")
        };
        f();
        log("done");
    }
    flush("fnonce");
    {
        let o = Some(D("o"));
        if let Some(ref d) = o {
            log(d.0);
        }
        let t = o.map(|d| {
            log("map");
            (d, 1)
        });
        drop(t);
        log("e");
    }
    flush("option");
    {
        let a: [D; 2] = [D("x"), D("y")];
        let [x, _] = a;
        drop(x);
        log("-");
    }
    flush("array");
    {
        mem::forget(D("forgot"));
        let m = mem::ManuallyDrop::new(D("manual"));
        log(m.0);
    }
    flush("forget");
    panic::set_hook(Box::new(|i| {
        let m = i
            .payload()
            .downcast_ref::<&str>()
            .map(|s| s.to_string())
            .or_else(|| i.payload().downcast_ref::<String>().cloned())
            .unwrap_or_default();
        log(format!("hook<{m}>@{}", i.location().is_some()));
    }));
    let r = panic::catch_unwind(|| {
        let _a = D("u1");
        let _v = vec![D("u2"), D("u3")];
        let x: Option<i32> = None;
        let _b = D("u4");
        x.expect("no x")
    });
    log(format!("{}", r.is_err()));
    flush("unwind");
    let c = RefCell::new(0);
    let r = panic::catch_unwind(AssertUnwindSafe(|| {
        *c.borrow_mut() += 1;
        let _g = Guard(&c);
        let v: Vec<i32> = vec![];
        v[0]
    }));
    println!("{} {}", r.is_err(), c.borrow());
    flush("guard");
    let r = panic::catch_unwind(|| {
        struct P;
        impl Drop for P {
            fn drop(&mut self) {
                log(format!("panicking={}", thread::panicking()));
            }
        }
        let _p = P;
        panic::panic_any(42i32);
    });
    println!("{:?}", r.unwrap_err().downcast::<i32>());
    flush("any");
    let r = panic::catch_unwind(|| {
        let r = panic::catch_unwind(|| panic!("inner"));
        log("caught");
        panic::resume_unwind(r.unwrap_err())
    });
    println!("{:?}", r.map(|()| ()).unwrap_err().downcast_ref::<&str>());
    flush("resume");
    let _ = panic::take_hook();
    let h = thread::Builder::new()
        .name("w".into())
        .spawn(|| {
            COUNT.set(10);
            let r: Result<u8, String> = Err("bad".into());
            COUNT.with(|c| c.get() as u8) + r.unwrap_or(2)
        })
        .unwrap();
    println!("{:?} {}", h.join().unwrap(), COUNT.get());
    let r = thread::spawn(|| {
        let a = [1, 2, 3];
        let i = a.len();
        std::hint::black_box(a)[std::hint::black_box(i)]
    })
    .join();
    println!("{}", r.unwrap_err().downcast_ref::<String>().unwrap());
    let r = thread::spawn(|| {
        let z: i32 = "0".parse().unwrap();
        5 / z
    })
    .join()
    .map_err(|e| *e.downcast::<&str>().unwrap());
    println!("{r:?}");
    let r = thread::spawn(|| -> u8 { u8::try_from(300).unwrap() })
        .join()
        .map_err(|e| *e.downcast::<String>().unwrap());
    println!("{r:?}");
    let r = thread::spawn(|| {
        let s = "héllo";
        s[0..2].len()
    })
    .join()
    .map_err(|e| *e.downcast::<String>().unwrap());
    println!("{r:?}");
    let r = thread::spawn(|| {
        let c = RefCell::new(1);
        let _a = c.borrow_mut();
        let _b = c.borrow();
    })
    .join()
    .map_err(|e| *e.downcast::<String>().unwrap());
    println!("{r:?}");
    let r = thread::spawn(|| assert_eq!(1 + 1, 3, "math {}", "is hard"))
        .join()
        .map_err(|e| *e.downcast::<String>().unwrap());
    println!("{r:?}");
}
