//! A program makes the same trace in wasm as it does natively: the first lesson's, event by event.
//!
//! `cargo xtask test` compiles it and writes down the native trace, in the folder that POLLSCOPE_SAMPLES names.
#![cfg(target_arch = "wasm32")]

use bytecode::Program;
use runner::{Options, Run, Status};
use wasm_bindgen_test::wasm_bindgen_test;

const PROGRAM: &[u8] = include_bytes!(concat!(env!("POLLSCOPE_SAMPLES"), "/four-workers.bin"));
const NATIVE: &str = include_str!(concat!(env!("POLLSCOPE_SAMPLES"), "/four-workers.trace"));

#[wasm_bindgen_test]
fn the_trace_is_that_of_a_native_run() {
    let program = Program::from_bytes(PROGRAM).unwrap();
    let files = program.files.clone();
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let mut run = Run::new(program, Options::default()).unwrap();
    let mut here = String::new();
    loop {
        // Slices of another size than natively: they must not matter either.
        let status = run.step(77_777);
        here += &trace::text::list(&run.take_events(), &names).to_string();
        run.take_output();
        if let Status::Ended(_) = status {
            break;
        }
    }
    assert!(NATIVE.lines().count() > 1_000);
    for (number, (here, native)) in here.lines().zip(NATIVE.lines()).enumerate() {
        assert_eq!(here, native, "event {number}");
    }
    assert_eq!(here.lines().count(), NATIVE.lines().count());
}
