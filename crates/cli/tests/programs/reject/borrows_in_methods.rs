struct Counter<'a> { n: &'a mut i32 }
impl<'a> Counter<'a> {
    fn new(n: &'a mut i32) -> Self { Counter { n } }
    fn inc(&mut self) -> &mut Self { *self.n += 1; self }
    fn get(&self) -> &i32 { self.n }
    fn take(self) -> &'a mut i32 { self.n }
    fn leak(&self) -> &'a i32 { self.n }
    fn leak2(&mut self) -> &'a mut i32 { self.n }
}
struct Stack<T> { items: Vec<T> }
impl<T> Stack<T> {
    fn peek(&self) -> Option<&T> { self.items.last() }
    fn pop(&mut self) -> Option<T> { self.items.pop() }
    fn iter<'s>(&'s self) -> Box<dyn Iterator<Item = &'s T> + 's> { Box::new(self.items.iter()) }
    fn each(&mut self, mut f: impl FnMut(&mut T)) { for i in &mut self.items { f(i) } }
    fn bad(&self) -> Box<dyn Iterator<Item = &T>> { Box::new(self.items.iter()) }
}
trait Shape { fn name(&self) -> &str; }
struct Sq { name: String }
impl Shape for Sq { fn name(&self) -> &str { &self.name } }
fn longest<'a>(shapes: &'a [Box<dyn Shape>]) -> &'a str {
    let mut best = "";
    for s in shapes { if s.name().len() > best.len() { best = s.name(); } }
    best
}
fn main() {
    let mut n = 0;
    let mut c = Counter::new(&mut n);
    c.inc().inc();
    println!("{}", n);
    println!("{}", c.get());
    *c.take() += 1;
    let mut s = Stack { items: vec![1] };
    let top = s.peek();
    s.pop();
    println!("{top:?}");
    let mut sum = 0;
    s.each(|i| sum += *i);
    println!("{sum}");
    for i in s.iter() { s.pop(); println!("{i}"); }
    let name;
    {
        let shapes: Vec<Box<dyn Shape>> = vec![Box::new(Sq { name: String::new() })];
        name = longest(&shapes);
    }
    println!("{name}");
}
