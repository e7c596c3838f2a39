fn main() {
    let mut names = vec![String::from("a")];
    let show = || println!("{names:?}");
    names.push(String::from("b"));
    show();
}
