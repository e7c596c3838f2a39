//! `cargo xtask bench`: how fast it is, measured.

use crate::setup;
use crate::sh::{self, Result, Steps};
use crate::site::{self, Mode};

/// The executor beside its peers, natively.
pub fn executor() -> Result<()> {
    sh::run(&mut sh::cargo([
        "bench",
        "--locked",
        "--profile",
        "fast",
        "--package",
        "pollscope-executor",
    ])?)
}

/// What a visitor waits for, in Chromium, on the release site. `built` measures the site that lies
/// in `dist/` already.
pub fn page(built: bool) -> Result<()> {
    let mut steps = Steps::default();
    let tools = setup::site(&mut steps)?;
    let browser = setup::browser(&mut steps)?;
    if !built {
        site::command_line_tool(&mut steps)?;
        site::build(&mut steps, &tools, Mode::Release, "./")?;
    }
    steps.step("build of the server", || {
        sh::run(&mut sh::cargo([
            "build",
            "--locked",
            "--package",
            "pollscope-server",
        ])?)
    })?;
    let mut node = sh::command("node")?;
    node.arg("bench.mjs").current_dir(sh::root().join("e2e"));
    node.env("CHROMIUM", browser).env(
        "POLLSCOPE_SERVER",
        sh::target()?.join("debug/pollscope-server"),
    );
    sh::run(&mut node)
}
