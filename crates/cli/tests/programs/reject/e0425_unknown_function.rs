fn do_work(n: u32) {
    println!("{n}");
}

fn main() {
    do_work(1);
    do_wrok(2);
}
