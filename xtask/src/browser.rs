//! Scripts of `e2e/` that drive Chromium over the release site.

use crate::setup;
use crate::sh::{self, Result, Steps};
use crate::site::{self, Mode};

/// Runs a script with what it needs: the site, the native server, and the browser. `built` takes the site
/// that lies in `dist/` already.
pub fn script(name: &str, built: bool) -> Result<()> {
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
    node.arg(name).current_dir(sh::root().join("e2e"));
    node.env("CHROMIUM", browser).env(
        "POLLSCOPE_SERVER",
        sh::target()?.join("debug/pollscope-server"),
    );
    sh::run(&mut node)
}
