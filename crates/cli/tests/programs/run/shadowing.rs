//! One name, many bindings, and the scopes in which they live.

fn main() {
    let x = 5;
    let x = x + 1;
    {
        let x = x * 2;
        println!("inner {x}");
    }
    println!("outer {x}");
    let x = "now text";
    println!("{x} of {} bytes", x.len());
    let x = x.len();
    let y = {
        let x = x + 1;
        x * x
    };
    println!("{x} {y}");
    let late;
    if y > 10 {
        late = "big";
    } else {
        late = "small";
    }
    println!("{late}");
}
