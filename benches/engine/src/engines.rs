//! The contestants: each prepares a kernel once and then runs it as often as asked.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytecode::Program;
use runner::{EndKind, Options, Run, Status};

use crate::kernels::Kernel;

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A kernel ready to run: gives its number and how long it took.
pub type Ready = Box<dyn FnMut() -> Result<(u64, Duration)>>;

/// The machine: `<name>.bin`, compiled before.
pub fn pollscope(kernel: &Kernel, folder: &Path) -> Result<Ready> {
    let bytes = std::fs::read(folder.join(kernel.name).with_extension("bin"))?;
    Ok(Box::new(move || {
        let program = Program::from_bytes(&bytes)?;
        let mut run = Run::new(program, Options::default())?;
        let start = Instant::now();
        let end = loop {
            if let Status::Ended(end) = run.step(1 << 20) {
                break end;
            }
        };
        let took = start.elapsed();
        if end.kind != EndKind::Finished {
            return Err(end.message.into());
        }
        let printed: Vec<u8> = run.take_output().into_iter().flat_map(|(_, b)| b).collect();
        Ok((String::from_utf8(printed)?.trim().parse()?, took))
    }))
}

/// Release Rust: the same source in this program.
pub fn native(kernel: &Kernel) -> Ready {
    let run = kernel.native;
    Box::new(move || {
        let start = Instant::now();
        let value = black_box(run)();
        Ok((value, start.elapsed()))
    })
}

/// wasmi, on what rustc makes of the same source: `<name>.wasm`.
pub fn wasmi(kernel: &Kernel, folder: &Path) -> Result<Ready> {
    let wasm = std::fs::read(folder.join(kernel.name).with_extension("wasm"))?;
    let engine = wasmi::Engine::default();
    let module = wasmi::Module::new(&engine, &wasm)?;
    Ok(Box::new(move || {
        let mut store = wasmi::Store::new(&engine, ());
        let instance = wasmi::Linker::new(&engine).instantiate_and_start(&mut store, &module)?;
        let run = instance.get_typed_func::<(), u64>(&store, "run")?;
        let start = Instant::now();
        let value = run.call(&mut store, ())?;
        Ok((value, start.elapsed()))
    }))
}

/// Rune, on its own source.
pub fn rune(kernel: &Kernel) -> Result<Ready> {
    let context = rune::Context::with_default_modules()?;
    let mut sources = rune::Sources::new();
    sources.insert(rune::Source::memory(kernel.rune)?)?;
    let unit = Arc::new(rune::prepare(&mut sources).with_context(&context).build()?);
    let runtime = Arc::new(context.runtime()?);
    let asynchronous = kernel.rune.contains("pub async fn kernel");
    Ok(Box::new(move || {
        let mut vm = rune::Vm::new(runtime.clone(), unit.clone());
        let start = Instant::now();
        let value = if asynchronous {
            futures::executor::block_on(vm.async_call(["kernel"], ()))?
        } else {
            vm.call(["kernel"], ())?
        };
        let took = start.elapsed();
        let value: i64 = rune::from_value(value)?;
        Ok((u64::try_from(value)?, took))
    }))
}
