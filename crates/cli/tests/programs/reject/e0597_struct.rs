struct Parser<'a> {
    text: &'a str,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Parser<'a> {
        Parser { text }
    }
    fn word(&self) -> &'a str {
        self.text
    }
}

fn main() {
    let word;
    {
        let text = String::from("a b");
        let parser = Parser::new(&text);
        word = parser.word();
    }
    println!("{word}");
}
