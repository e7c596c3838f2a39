enum State {
    Start,
    Waiting(u32),
    Done,
}

fn name(state: State) -> &'static str {
    match state {
        State::Start => "start",
        State::Waiting(0) => "nearly",
        State::Done => "done",
    }
}

fn main() {
    println!("{}{}{}", name(State::Start), name(State::Waiting(1)), name(State::Done));
}
