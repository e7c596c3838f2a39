//! Drops of what needs none.

#[derive(Clone, Copy)]
struct Flag;

fn main() {
    let flag = Flag;
    drop(flag);
    let text = String::new();
    drop(&text);
    let r = &text;
    std::mem::drop(r);
    std::mem::forget(3);
    match 1 {
        1 => drop(2),
        _ => {}
    }
    drop(text.clone());
    drop(text);
}
