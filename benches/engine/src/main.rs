//! `engine-bench FOLDER`: how fast the machine runs programs, beside Rune, wasmi and release Rust.
//!
//! `cargo xtask bench engine` fills the folder and starts it. The repetitions of all contestants are interleaved, so
//! that a busy machine slows them alike; the ratios are of the medians.

mod engines;
mod kernels;

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use engines::{Ready, Result};
use kernels::Kernel;

const REPETITIONS: usize = 9;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("usage: engine-bench FOLDER");
        return ExitCode::from(64);
    };
    match table(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn table(folder: &Path) -> Result<()> {
    println!("medians of {REPETITIONS} interleaved repetitions, in ms");
    println!("goals: geometric means of Rune/ours at least 4.00, of ours/wasmi at most 2.00");
    println!(
        "{:<26} {:>9} {:>9} {:>9} {:>9}   {:>9} {:>10} {:>11}",
        "work", "ours", "Rune", "wasmi", "release", "Rune/ours", "ours/wasmi", "ours/release"
    );
    let mut means = [1.0_f64; 3];
    for kernel in kernels::ALL {
        let [ours, rune, wasmi, native] =
            measure(kernel, folder).map_err(|error| format!("{}: {error}", kernel.name))?;
        let ratios = [rune / ours, ours / wasmi, ours / native];
        println!(
            "{:<26} {ours:>9.2} {rune:>9.2} {wasmi:>9.2} {native:>9.2}   {:>9.2} {:>10.2} {:>11.1}",
            kernel.about, ratios[0], ratios[1], ratios[2]
        );
        for (mean, ratio) in means.iter_mut().zip(ratios) {
            *mean *= ratio;
        }
    }
    let root = 1.0 / kernels::ALL.len() as f64;
    let [rune, wasmi, native] = means.map(|product| product.powf(root));
    println!(
        "{:<26} {:>9} {:>9} {:>9} {:>9}   {rune:>9.2} {wasmi:>10.2} {native:>11.1}",
        "geometric mean", "", "", "", ""
    );
    Ok(())
}

/// Medians in milliseconds, in the order of the table.
fn measure(kernel: &Kernel, folder: &Path) -> Result<[f64; 4]> {
    let mut contestants: [Ready; 4] = [
        engines::pollscope(kernel, folder)?,
        engines::rune(kernel)?,
        engines::wasmi(kernel, folder)?,
        engines::native(kernel),
    ];
    let expected = (kernel.native)();
    let mut times: [Vec<Duration>; 4] = Default::default();
    for _ in 0..REPETITIONS {
        for (contestant, times) in contestants.iter_mut().zip(&mut times) {
            let (value, took) = contestant()?;
            if value != expected {
                return Err(format!("gives {value}, and rustc {expected}").into());
            }
            times.push(took);
        }
    }
    Ok(times.map(|mut times| {
        times.sort();
        times[times.len() / 2].as_secs_f64() * 1e3
    }))
}
