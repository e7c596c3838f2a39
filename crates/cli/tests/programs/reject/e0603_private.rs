mod inner {
    fn hidden() {}
    pub fn shown() {
        hidden();
    }
}

fn main() {
    inner::shown();
    inner::hidden();
}
