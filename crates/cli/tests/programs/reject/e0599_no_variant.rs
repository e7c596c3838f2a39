#[derive(Debug)]
enum State {
    Waiting,
}

fn main() {
    println!("{:?}", State::Waiting);
    println!("{:?}", State::Running);
}
