//! Puts the built site into the program when `POLLSCOPE_EMBED` names its folder, as `cargo xtask dist
//! --server` does. Otherwise the program serves a folder, and building it needs no site.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-env-changed=POLLSCOPE_EMBED");
    let mut table = String::from("&[\n");
    if let Some(folder) = env::var_os("POLLSCOPE_EMBED").filter(|folder| !folder.is_empty()) {
        let folder = PathBuf::from(folder);
        println!("cargo:rerun-if-changed={}", folder.display());
        if !folder.join("index.html").is_file() {
            let why = format!("POLLSCOPE_EMBED: no index.html in {}", folder.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, why));
        }
        let mut files = Vec::new();
        list(&folder, &mut files)?;
        files.sort();
        for file in files.iter().filter(|file| !is_packed(file)) {
            entry(&mut table, &folder, file);
        }
    }
    table += "]\n";
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    fs::write(Path::new(&out).join("site.rs"), table)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Lies beside the file that it is packed from.
fn is_packed(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "br") && file.with_extension("").is_file()
}

fn entry(table: &mut String, folder: &Path, file: &Path) {
    let relative = file.strip_prefix(folder).unwrap_or(file);
    let name: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    let name = name.join("/");
    let mut packed = file.as_os_str().to_owned();
    packed.push(".br");
    let packed = if Path::new(&packed).is_file() {
        format!("Some(include_bytes!({packed:?}))")
    } else {
        "None".to_owned()
    };
    let _ = writeln!(
        table,
        "    File {{ name: {name:?}, bytes: include_bytes!({file:?}), packed: {packed} }},"
    );
}
