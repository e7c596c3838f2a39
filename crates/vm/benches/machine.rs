//! How fast the machine is: nanoseconds an instruction on calls and on a loop with memory.

#[path = "../tests/common/mod.rs"]
mod common;

use std::rc::Rc;
use std::time::Instant;

use bytecode::Program;
use vm::{Limits, Machine, Stop};

fn main() {
    for (name, program) in [
        ("fib(30)", common::fib(30)),
        ("sum of 5,000,000 squares", common::sums(5_000_000)),
    ] {
        let best = (0..5)
            .map(|_| time(&program))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((seconds, steps)) = best {
            println!(
                "{name}: {:.1} ms, {steps} steps, {:.2} ns a step",
                seconds * 1e3,
                seconds * 1e9 / steps as f64
            );
        }
    }
}

fn time(program: &Program) -> (f64, u64) {
    let mut machine =
        Machine::new(Rc::new(program.clone()), Limits::default()).expect("well formed");
    let mut host = common::Plain::default();
    let start = Instant::now();
    while matches!(machine.run(1, 20_000, &mut host), Stop::Preempted) {}
    (start.elapsed().as_secs_f64(), machine.steps())
}
