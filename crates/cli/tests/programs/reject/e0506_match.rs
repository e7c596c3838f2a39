enum State {
    On(String),
    Off,
}

fn main() {
    let mut state = State::On("a".into());
    match &state {
        State::On(name) => {
            state = State::Off;
            println!("{name}");
        }
        State::Off => {}
    }
}
