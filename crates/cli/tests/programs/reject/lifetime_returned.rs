fn longer<'a, 'b>(a: &'a str, b: &'b str) -> &'a str {
    if a.len() > b.len() { a } else { b }
}

struct Holder<'a> {
    text: &'a str,
}

impl<'a> Holder<'a> {
    fn replace(&mut self, other: &str) -> &'a str {
        other
    }
    fn set(&mut self, other: &'a str) {
        self.text = other;
    }
    fn text(&self, other: &'a str) -> &str {
        other
    }
}

fn main() {
    let mut holder = Holder { text: "" };
    holder.set("b");
    println!("{} {} {}", longer("a", "b"), holder.replace("a"), holder.text("c"));
}
