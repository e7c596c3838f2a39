//! When values are dropped: scopes, moves, shadowing, temporaries, replacement, fields, partial moves.

struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct Two {
    first: Noisy,
    second: Noisy,
}

fn make(name: &'static str) -> Noisy {
    println!("make {name}");
    Noisy(name)
}

fn pass(noisy: Noisy) -> Noisy {
    noisy
}

fn maybe(keep: bool) {
    let value = make("conditional");
    if keep {
        std::mem::forget(value);
        println!("forgotten");
    }
    println!("end of maybe");
}

fn main() {
    let _a = make("a");
    let _ = make("at once");
    let b = make("b");
    {
        let _inner = make("inner");
        println!("in the block");
    }
    let c = pass(make("c"));
    drop(b);
    let _a = make("a again");
    make("temporary").0.len();
    let mut slot = make("old");
    slot = make("new");
    println!("slot holds {}", slot.0);
    maybe(true);
    maybe(false);
    let two = Two { second: make("second"), first: make("first") };
    let taken = two.second;
    println!("took {}", taken.0);
    let _list = vec![make("v1"), make("v2")];
    let _tuple = (make("t1"), make("t2"));
    for n in 0..2 {
        let _each = make(if n == 0 { "loop 0" } else { "loop 1" });
    }
    match make("scrutinee").0.len() {
        9 => println!("in the arm"),
        _ => println!("elsewhere"),
    }
    let boxed: Box<dyn Fn()> = {
        let inside = make("captured");
        Box::new(move || println!("closure holds {}", inside.0))
    };
    boxed();
    println!("end of main, with {} and {}", c.0, two.first.0);
}
