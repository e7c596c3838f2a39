//! Running other programs, and saying how long each step took.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What went wrong, in a sentence for whoever typed the command.
pub type Result<T> = std::result::Result<T, String>;

/// The repository's root. Asked of the `cargo run` that started us, not of the compiler: checkouts may
/// share a target folder, and this binary may have been built in another one.
pub fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let manifest = manifest.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    manifest.parent().unwrap_or(&manifest).to_path_buf()
}

/// Tools and build results that outlive the checkout.
pub fn cache() -> Result<PathBuf> {
    if let Some(cache) = std::env::var_os("XDG_CACHE_HOME").filter(|c| !c.is_empty()) {
        return Ok(PathBuf::from(cache).join("pollscope"));
    }
    let home = std::env::var_os("HOME").ok_or("HOME is not set: nowhere to keep tools")?;
    Ok(PathBuf::from(home).join(".cache/pollscope"))
}

/// Where cargo builds: `CARGO_TARGET_DIR`, or a folder in the cache.
pub fn target() -> Result<PathBuf> {
    match std::env::var_os("CARGO_TARGET_DIR").filter(|t| !t.is_empty()) {
        Some(target) => Ok(root().join(target)),
        None => Ok(cache()?.join("target")),
    }
}

/// Forgets what was built of the project itself when another checkout built it: cargo tells fresh from
/// stale by the files' times, and those of two checkouts say nothing about each other. Libraries stay.
pub fn own_the_target() -> Result<()> {
    let target = target()?;
    let stamp = target.join("checkout");
    let here = root().to_string_lossy().into_owned();
    if std::fs::read_to_string(&stamp).is_ok_and(|last| last == here) {
        return Ok(());
    }
    std::fs::create_dir_all(&target).map_err(|e| format!("{}: {e}", target.display()))?;
    run(&mut cargo(["clean", "--quiet", "--workspace"])?)?;
    std::fs::write(&stamp, here).map_err(|e| format!("{}: {e}", stamp.display()))
}

/// A command that runs in the repository's root and builds into [`target`].
pub fn command(program: impl AsRef<OsStr>) -> Result<Command> {
    let mut command = Command::new(program);
    command
        .current_dir(root())
        .env("CARGO_TARGET_DIR", target()?);
    // Set by the `cargo run` that started us, and meant for this package alone.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST") {
            command.env_remove(name);
        }
    }
    Ok(command)
}

/// Takes away what must not reach a build: a library that asks for `CI` when it is compiled would be
/// compiled again, with all that is built on it, whenever CI and people take turns on one target folder.
pub fn for_a_build(command: &mut Command) -> &mut Command {
    command.env_remove("CI")
}

/// `cargo` with arguments.
pub fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Result<Command> {
    let mut cargo = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))?;
    for_a_build(&mut cargo).args(arguments);
    Ok(cargo)
}

/// Runs a command to its end; an error unless it succeeds.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = show(command);
    let status = command
        .status()
        .map_err(|e| format!("cannot start `{shown}`: {e}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{shown}` failed ({status})"))
    }
}

/// Runs a command and returns what it prints; its stderr goes to ours.
pub fn read(command: &mut Command) -> Result<String> {
    let shown = show(command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|e| format!("cannot start `{shown}`: {e}"))?;
    if !output.status.success() {
        return Err(format!("`{shown}` failed ({})", output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("`{shown}` did not print UTF-8"))
}

/// Does a program of this name lie on PATH?
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}

/// Times the steps of a command, announces each, and prints them as a table.
#[derive(Default)]
pub struct Steps {
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Runs one step. Its name is printed before, its duration after.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        eprintln!("── {name}");
        let start = Instant::now();
        let result = work();
        let took = start.elapsed();
        match &result {
            Ok(_) => eprintln!("   {name}: {}", seconds(took)),
            Err(_) => eprintln!("   {name}: failed after {}", seconds(took)),
        }
        self.done.push((name.to_owned(), took));
        result
    }

    /// The table of all steps so far.
    pub fn table(&self) -> String {
        let width = self
            .done
            .iter()
            .map(|(name, _)| name.chars().count())
            .max()
            .unwrap_or(0);
        let mut table = String::new();
        for (name, took) in &self.done {
            table += &format!("{name:width$}  {:>9}\n", seconds(*took));
        }
        let total: Duration = self.done.iter().map(|(_, took)| *took).sum();
        table + &format!("{:width$}  {:>9}\n", "total", seconds(total))
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

fn show(command: &Command) -> String {
    let mut shown = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        shown.push(' ');
        shown += &argument.to_string_lossy();
    }
    shown
}
