//! Installs what is missing, into a cache that outlives the checkout, and says how long each took.

use crate::sh::{self, Result, Steps};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK: &str = "0.21.14";
/// The version of the wasm-bindgen library in `Cargo.lock`.
const WASM_BINDGEN: &str = "0.2.130";
const NODE: u32 = 20;

/// Where the tools are.
pub struct Tools {
    pub trunk: PathBuf,
    /// The folder of `wasm-bindgen` and `wasm-bindgen-test-runner`.
    pub wasm_bindgen: PathBuf,
}

impl Tools {
    pub fn test_runner(&self) -> PathBuf {
        self.wasm_bindgen.join("wasm-bindgen-test-runner")
    }

    /// PATH with our tools first, and wasm-opt from npm: a distribution's may be too old for what
    /// rustc emits.
    pub fn path(&self) -> Result<std::ffi::OsString> {
        let mut folders = vec![
            self.wasm_bindgen.clone(),
            sh::root().join("node_modules/.bin"),
        ];
        folders.extend(
            std::env::var_os("PATH")
                .iter()
                .flat_map(std::env::split_paths),
        );
        std::env::join_paths(folders).map_err(|e| e.to_string())
    }
}

/// What is needed to build the site.
pub fn site(steps: &mut Steps) -> Result<Tools> {
    sh::own_the_target()?;
    node()?;
    wasm_target(steps)?;
    let trunk = trunk(steps)?;
    let wasm_bindgen = wasm_bindgen(steps)?;
    npm(steps, &sh::root())?;
    Ok(Tools {
        trunk,
        wasm_bindgen,
    })
}

/// What is needed, beside the site, to test it in a browser: the path of the browser.
pub fn browser(steps: &mut Steps) -> Result<PathBuf> {
    npm(steps, &sh::root().join("e2e"))?;
    chromium(steps)
}

fn node() -> Result<()> {
    let remedy = format!(
        "Node {NODE} or newer, with npm, is needed: https://nodejs.org, or your system's packages"
    );
    let version = sh::read(Command::new("node").arg("--version")).map_err(|_| remedy.clone())?;
    let major: u32 = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    if major < NODE || sh::on_path("npm").is_none() {
        return Err(format!("{remedy} (found Node {})", version.trim()));
    }
    Ok(())
}

pub fn wasm_target(steps: &mut Steps) -> Result<()> {
    let sysroot = sh::read(sh::command("rustc")?.args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib/wasm32-unknown-unknown/lib")
        .exists()
    {
        return Ok(());
    }
    if sh::on_path("rustup").is_none() {
        return Err(
            "this Rust cannot compile to wasm: install Rust with rustup (https://rustup.rs), \
                    or your system's package for the target wasm32-unknown-unknown"
                .into(),
        );
    }
    steps.step("Rust's wasm target (may take a minute or more)", || {
        sh::run(sh::command("rustup")?.args(["target", "add", "wasm32-unknown-unknown"]))
    })
}

fn trunk(steps: &mut Steps) -> Result<PathBuf> {
    let folder = sh::cache()?.join(format!("tools/trunk-{TRUNK}"));
    let trunk = folder.join("bin/trunk");
    if trunk.exists() {
        return Ok(trunk);
    }
    let version = format!("trunk@{TRUNK}");
    let root = folder.to_string_lossy().into_owned();
    steps.step(&format!("Trunk {TRUNK}"), || {
        if sh::on_path("cargo-binstall").is_some() {
            let binstall = ["binstall", "--no-confirm", "--root", &root, &version];
            if sh::run(&mut sh::cargo(binstall)?).is_ok() && trunk.exists() {
                return Ok(());
            }
        }
        // Built once and run seldom: what counts is how fast it compiles.
        let mut install = sh::cargo(["install", "--locked", "--quiet", "--root", &root, &version])?;
        install
            .env("CARGO_TARGET_DIR", sh::target()?.join("trunk"))
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        sh::run(&mut install)
    })?;
    Ok(trunk)
}

/// The package `xtask/wasm-bindgen`, so that the version is that of our lock file.
fn wasm_bindgen(steps: &mut Steps) -> Result<PathBuf> {
    let folder = sh::cache()?.join(format!("tools/wasm-bindgen-{WASM_BINDGEN}"));
    let binaries = ["wasm-bindgen", "wasm-bindgen-test-runner"];
    if binaries.iter().all(|binary| folder.join(binary).exists()) {
        return Ok(folder);
    }
    steps.step(&format!("wasm-bindgen {WASM_BINDGEN}"), || {
        sh::run(&mut sh::cargo([
            "build",
            "--quiet",
            "--locked",
            "--profile",
            "tools",
            "--package",
            "pollscope-wasm-bindgen",
        ])?)?;
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        for binary in binaries {
            let built = sh::target()?.join("tools").join(binary);
            fs::copy(&built, folder.join(binary))
                .map_err(|e| format!("{}: {e}", built.display()))?;
        }
        Ok(())
    })?;
    Ok(folder)
}

/// `npm ci`, unless it was done for this lock file.
fn npm(steps: &mut Steps, folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock = fs::read_to_string(&lock).map_err(|e| format!("{}: {e}", lock.display()))?;
    let fingerprint = oracle::fingerprint(&lock);
    let stamp = folder.join("node_modules/.lock-fingerprint");
    if fs::read_to_string(&stamp).is_ok_and(|done| done == fingerprint) {
        return Ok(());
    }
    let of = if folder == sh::root() {
        "the site"
    } else {
        "the browser tests"
    };
    steps.step(&format!("npm packages of {of}"), || {
        let mut npm = sh::command("npm")?;
        npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(folder);
        sh::run(&mut npm)?;
        fs::write(&stamp, fingerprint).map_err(|e| format!("{}: {e}", stamp.display()))
    })
}

fn chromium(steps: &mut Steps) -> Result<PathBuf> {
    if let Some(found) = find_chromium()? {
        return Ok(found);
    }
    let debian = Path::new("/etc/debian_version").exists() && sh::on_path("apt-get").is_some();
    let root = sh::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !debian || !root {
        return Err("no Chromium found, which the browser tests need. Install it (Debian: \
                    `sudo apt-get install --no-install-recommends chromium`), or set CHROMIUM to the \
                    path of Chromium or Google Chrome"
            .into());
    }
    steps.step("Chromium", || {
        let install = || {
            let mut apt = sh::command("apt-get")?;
            apt.args([
                "install",
                "-y",
                "-qq",
                "--no-install-recommends",
                "chromium",
            ]);
            sh::run(apt.env("DEBIAN_FRONTEND", "noninteractive"))
        };
        // The list of packages may be old or missing.
        install().or_else(|_| {
            sh::run(sh::command("apt-get")?.args(["update", "-qq"]))?;
            install()
        })
    })?;
    find_chromium()?.ok_or_else(|| "Chromium was installed but is not on PATH".into())
}

fn find_chromium() -> Result<Option<PathBuf>> {
    for variable in ["CHROMIUM", "CHROME"] {
        if let Some(path) = std::env::var_os(variable)
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)
        {
            if path.is_file() {
                return Ok(Some(path));
            }
            return Err(format!(
                "{variable} is set to {}, and there is no such file",
                path.display()
            ));
        }
    }
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    Ok(names.into_iter().find_map(sh::on_path))
}
