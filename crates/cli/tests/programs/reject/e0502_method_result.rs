struct Store {
    names: Vec<String>,
}

impl Store {
    fn first(&self) -> &str {
        &self.names[0]
    }
    fn add(&mut self, name: &str) {
        self.names.push(name.to_string());
    }
}

fn main() {
    let mut store = Store { names: vec!["a".to_string()] };
    let first = store.first();
    store.add("b");
    println!("{first}");
}
