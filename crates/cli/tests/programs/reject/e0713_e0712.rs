struct S<'a> {
    text: &'a mut String,
}

impl Drop for S<'_> {
    fn drop(&mut self) {
        self.text.push('!');
    }
}

fn finish<'a>(s: S<'a>) -> &'a mut String {
    &mut *s.text
}

fn main() {
    let mut text = String::new();
    finish(S { text: &mut text }).push('a');
}
