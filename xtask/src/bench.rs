//! `cargo xtask bench`: how fast it is, measured.

use std::fs;

use crate::browser;
use crate::setup;
use crate::sh::{self, Result, Steps};
use crate::site;

/// The executor beside its peers, natively.
pub fn executor() -> Result<()> {
    native("pollscope-executor", "executor")
}

/// The echo server beside a plain one, and tasks beside threads, natively.
pub fn server() -> Result<()> {
    native("pollscope-server", "server")
}

fn native(package: &str, bench: &str) -> Result<()> {
    let mut cargo = sh::cargo(["bench", "--locked", "--profile", "fast"])?;
    sh::run(cargo.args(["--package", package, "--bench", bench]))
}

/// The machine beside Rune, wasmi and release Rust, natively. What is run is compiled first, by us for the
/// machine and by rustc for wasmi; rustc compiles it once more with the contestants.
pub fn engine() -> Result<()> {
    let mut steps = Steps::default();
    setup::wasm_target(&mut steps)?;
    site::command_line_tool(&mut steps)?;
    let bench = sh::root().join("benches/engine");
    let folder = sh::target()?.join("engine-bench");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let kernels = fs::read_dir(bench.join("kernels")).map_err(|e| format!("kernels: {e}"))?;
    for kernel in kernels.flatten().map(|entry| entry.path()) {
        if kernel.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let Some(name) = kernel.file_stem().and_then(|name| name.to_str()) else {
            continue;
        };
        let text = fs::read_to_string(&kernel).map_err(|e| format!("{}: {e}", kernel.display()))?;
        let out = folder.join(name);
        let source = |form: &str, rest: &str| {
            let file = folder.join(format!("{name}_{form}.rs"));
            fs::write(&file, format!("{text}\n{rest}\n"))
                .map_err(|e| format!("{}: {e}", file.display()))?;
            Ok::<_, String>(file)
        };
        let ours = source("main", "fn main() {\n    println!(\"{}\", kernel());\n}")?;
        let mut build = sh::command(sh::target()?.join("debug/pollscope"))?;
        build.arg("build").arg(ours).arg("-o");
        sh::run(build.arg(out.with_extension("bin")))?;
        let theirs = source(
            "wasm",
            "#[unsafe(no_mangle)]\npub extern \"C\" fn run() -> u64 {\n    kernel()\n}",
        )?;
        let mut rustc = sh::command("rustc")?;
        rustc.args(["--edition", "2024", "-O", "--crate-type", "cdylib"]);
        rustc.args(["--target", "wasm32-unknown-unknown", "-o"]);
        sh::run(rustc.arg(out.with_extension("wasm")).arg(theirs))?;
    }
    let mut bench = sh::cargo(["run", "--locked", "--release", "--manifest-path"])?;
    bench.arg(sh::root().join("benches/engine/Cargo.toml"));
    sh::run(bench.arg("--").arg(&folder))
}

/// What a visitor waits for, in Chromium, on the release site. `built` measures the site that lies
/// in `dist/` already.
pub fn page(built: bool) -> Result<()> {
    browser::script("bench.mjs", built)
}
