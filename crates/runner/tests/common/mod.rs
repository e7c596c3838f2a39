//! Pieces of programs, and running them. What puts functions together is shared with the machine's tests.
#![allow(dead_code)]

#[path = "../../../vm/tests/common/mod.rs"]
pub mod program;

use bytecode::*;
use program::{Body, Build, program as of_functions};
use runner::{End, Options, Run};
use trace::Event;

pub const MS: u64 = 1_000_000;

pub fn with_seed(program: Program, seed: u64) -> (End, Vec<Event>, Run) {
    let options = Options {
        seed,
        fuel: 10_000_000,
        ..Options::default()
    };
    let mut run = Run::new(program, options).expect("well formed");
    let (end, events) = run.finish();
    (end, events, run)
}

pub fn finished(program: Program) -> (End, Vec<Event>, Run) {
    with_seed(program, 0)
}

/// A thread's function, `fn(*mut u8)`.
pub fn worker(name: &str, build: impl FnOnce(&mut Body)) -> Function {
    let mut body = Body::new(16);
    build(&mut body);
    body.op(Op::Return);
    body.finish(name).params(&[(0, 8)])
}

pub fn main_with(build: impl FnOnce(&mut Body)) -> Function {
    let mut body = Body::new(16);
    body.op(Op::Zero { dst: 0, len: 4 });
    build(&mut body);
    body.op(Op::Return);
    body.finish("main").ret(4)
}

/// Letters at 0, a futex's word of dots at 16.
pub fn with_data(functions: Vec<Function>) -> Program {
    Program {
        data: b"abcdefgh........................".to_vec(),
        ..of_functions(functions)
    }
}

/// Spawns a thread on a function; its id.
pub fn spawn(body: &mut Body, func: FuncId) -> Slot {
    let (func, word, name, len) = (body.func(func), body.word(0), body.data(0), body.word(0));
    body.ask(Intrinsic::ThreadSpawn, &[func, word, name, len])
}

pub fn sleep(body: &mut Body, nanos: u64) {
    let nanos = body.word(nanos);
    body.ask(Intrinsic::ThreadSleep, &[nanos]);
}

pub fn text(run: &mut Run) -> String {
    run.take_output()
        .into_iter()
        .map(|(_, bytes)| String::from_utf8(bytes).expect("text"))
        .collect()
}

pub fn find<'a, T>(events: &'a [Event], pick: impl Fn(&'a Event) -> Option<T>) -> Vec<T> {
    events.iter().filter_map(pick).collect()
}
