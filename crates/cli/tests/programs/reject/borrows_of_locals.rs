fn main() {
    let mut s = String::from("a");
    let r1 = &s;
    let r2 = &mut s;
    println!("{r1} {r2}");
    let mut x = 5;
    let y = &mut x;
    x = 6;
    *y = 7;
    let mut v = vec![String::new()];
    let first = &mut v[0];
    let second = &mut v[0];
    first.push('a');
    second.push('b');
    let t = (String::new(), String::new());
    let a = &t.0;
    let b = t;
    println!("{a}");
    let mut arr = [1, 2];
    let p = &mut arr[0];
    let q = arr[1];
    *p = q;
    let mut o = Some(String::new());
    if let Some(s) = &mut o {
        o = None;
        s.push('a');
    }
    let mut c = || s.push('x');
    s.push('y');
    c();
    let _ = (b, second);
    let mut it = v.iter();
    v.push(String::new());
    it.next();
    let k: &str;
    { let z = String::from("z"); k = &z; }
    println!("{k}");
    let mut i = 0;
    while i < v.len() {
        let e = &v[i];
        v.remove(0);
        println!("{e}");
        i += 1;
    }
    match v.get(0) {
        Some(e) => { v.push(e.clone()); println!("{e}"); }
        None => v.clear(),
    }
}
