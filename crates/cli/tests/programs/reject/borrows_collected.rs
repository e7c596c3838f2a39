fn words<'a>(line: &'a str) -> Vec<&'a str> {
    let line = line.to_uppercase();
    line.split(' ').collect()
}
fn names(v: &[String]) -> Vec<&str> {
    v.iter().map(|s| s.as_str()).collect()
}
fn local() -> Vec<&'static str> {
    let v = vec![String::new()];
    v.iter().map(|s| s.as_str()).collect()
}
fn by<'a>(v: &'a [String], key: &str) -> Option<&'a String> {
    v.iter().find(|s| s.as_str() == key)
}
fn main() {
    words("");
    names(&[]);
    local();
    by(&[], "");
}
