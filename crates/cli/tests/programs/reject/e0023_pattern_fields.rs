enum Job {
    Add(i32, i32),
}

fn main() {
    let job = Job::Add(1, 2);
    match job {
        Job::Add(a) => println!("{a}"),
    }
}
