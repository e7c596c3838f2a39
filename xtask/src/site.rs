//! The site: the lessons' programs, Trunk, and the files that a server sends packed.

use crate::setup::Tools;
use crate::sh::{self, Result, Steps};
use std::fs;
use std::path::{Path, PathBuf};

/// How the site is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Quick to build, larger to load.
    Development,
    /// Small; packed with brotli as well.
    Release,
}

pub fn folder() -> PathBuf {
    sh::root().join("dist")
}

/// Builds the site into `dist/`. The command line tool must be there: see [`command_line_tool`].
pub fn build(steps: &mut Steps, tools: &Tools, mode: Mode, public_url: &str) -> Result<()> {
    steps.step("lessons", lessons)?;
    let name = if mode == Mode::Release {
        "site (release)"
    } else {
        "site (development)"
    };
    steps.step(name, || {
        let mut trunk = sh::command(&tools.trunk)?;
        trunk.args(["build", "--public-url", public_url]);
        match mode {
            Mode::Development => trunk.args(["--cargo-profile", "fast"]),
            Mode::Release => trunk.arg("--release"),
        };
        // It must find the tools, not fetch them; and it takes NO_COLOR=1 for a mistake.
        sh::for_a_build(&mut trunk)
            .env("PATH", tools.path()?)
            .env("TRUNK_OFFLINE", "true")
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            .env_remove("NO_COLOR");
        sh::run(&mut trunk)
    })?;
    if mode == Mode::Release {
        steps.step("packed files", || {
            sh::run(sh::command("node")?.args(["xtask/pack.mjs", "dist"]))
        })?;
    }
    Ok(())
}

/// Builds the native server with the site in `dist/` inside: one file that does all.
pub fn program_with_site(steps: &mut Steps) -> Result<()> {
    steps.step("the server, with the site in it", || {
        let mut build = sh::cargo([
            "build",
            "--locked",
            "--profile",
            "fast",
            "--package",
            "pollscope-server",
        ])?;
        sh::run(build.env("POLLSCOPE_EMBED", folder()))
    })
}

/// Builds `pollscope`, which compiles the lessons. (The tests of the workspace have built it already,
/// perhaps with other features of its dependencies: building it again would take minutes.)
pub fn command_line_tool(steps: &mut Steps) -> Result<()> {
    steps.step(
        "pollscope, the command line tool (minutes, the first time)",
        || {
            sh::run(&mut sh::cargo([
                "build",
                "--locked",
                "--package",
                "pollscope-cli",
                "--bin",
                "pollscope",
            ])?)
        },
    )
}

/// Writes down each lesson for the page to fetch, and compiles its example, so that it runs before the
/// compiler has loaded.
///
/// Through the command line tool rather than as a library: this package would otherwise take minutes
/// to build, whatever the command.
fn lessons() -> Result<()> {
    let root = sh::root();
    let course = course(&root)?;
    let (mut texts, mut programs) = (Vec::new(), Vec::new());
    for lesson in course.lessons() {
        let name = format!("{}.bin", lesson.page.id);
        let program = compiled(&root, lesson)?;
        println!("{}: {} bytes", lesson.page.id, program.len());
        texts.push((name.clone(), lesson.to_bytes()));
        programs.push((name, program));
    }
    fill(&root.join("assets/generated/lessons"), &texts)?;
    fill(&root.join("assets/generated/programs"), &programs)
}

/// Makes a folder hold these files and no others. One that has not changed is not touched: Trunk watches.
fn fill(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    let failed = |path: &Path, why: std::io::Error| format!("{}: {why}", path.display());
    fs::create_dir_all(folder).map_err(|why| failed(folder, why))?;
    for (name, bytes) in files {
        let path = folder.join(name);
        if fs::read(&path).ok().as_ref() != Some(bytes) {
            fs::write(&path, bytes).map_err(|why| failed(&path, why))?;
        }
    }
    for entry in fs::read_dir(folder)
        .map_err(|why| failed(folder, why))?
        .flatten()
    {
        let path = entry.path();
        if !files.iter().any(|(name, _)| folder.join(name) == path) {
            fs::remove_file(&path).map_err(|why| failed(&path, why))?;
        }
    }
    Ok(())
}

/// Compiles the first lesson's example and writes down the trace of a native run of it, for the tests in
/// wasm to compare with. Returns the folder.
pub fn samples() -> Result<PathBuf> {
    let root = sh::root();
    let folder = sh::target()?;
    let course = course(&root)?;
    let lesson = course.lessons().next().ok_or("there is no lesson")?;
    compiled(&root, lesson)?;
    let mut trace = sh::command(folder.join("debug/pollscope"))?;
    let text = sh::read(trace.arg("trace").arg(source(&root, lesson)))?;
    let file = folder.join(format!("{}.trace", lesson.page.id));
    fs::write(&file, text).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(folder)
}

/// The program of a lesson's example, which is also left in the target folder.
fn compiled(root: &Path, lesson: &lessons::Lesson) -> Result<Vec<u8>> {
    let folder = sh::target()?;
    let file = folder.join(format!("{}.bin", lesson.page.id));
    let mut build = sh::command(folder.join("debug/pollscope"))?;
    build.arg("build").arg(source(root, lesson));
    sh::run(build.arg("-o").arg(&file))?;
    fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))
}

fn course(root: &Path) -> Result<lessons::Course> {
    let mut inputs = Vec::new();
    read_folder(root, &root.join("lessons"), &mut inputs)?;
    lessons::parse(inputs).map_err(|problems| {
        problems
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    })
}

/// The `main.rs` of a lesson.
fn source(root: &Path, lesson: &lessons::Lesson) -> PathBuf {
    root.join("lessons").join(&lesson.folder).join("main.rs")
}

fn read_folder(root: &Path, folder: &Path, inputs: &mut Vec<lessons::Input>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_dir() {
            read_folder(root, &path, inputs)?;
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let relative = path.strip_prefix(root.join("lessons")).unwrap_or(&path);
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        inputs.push(lessons::Input {
            path: parts.join("/"),
            text,
        });
    }
    Ok(())
}
