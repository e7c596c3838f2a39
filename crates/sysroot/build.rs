//! Makes the table of library files, so that a new file needs no entry anywhere.

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    let root =
        Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("library");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut table = String::new();
    let mut names: Vec<_> = fs::read_dir(&root)?.collect::<io::Result<Vec<_>>>()?;
    names.sort_by_key(fs::DirEntry::file_name);
    for entry in names {
        let name = entry
            .file_name()
            .into_string()
            .map_err(|_| io::Error::other("a crate name that is no text"))?;
        let mut files = Vec::new();
        walk(&entry.path(), "", &mut files)?;
        files.sort_by_key(|(path, _)| (path != "lib.rs", path.clone()));
        writeln!(table, "({name:?}, &[").map_err(io::Error::other)?;
        for (path, full) in files {
            writeln!(table, "    ({path:?}, include_str!({full:?})),").map_err(io::Error::other)?;
        }
        writeln!(table, "]),").map_err(io::Error::other)?;
    }
    let out = Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("files.rs");
    fs::write(out, format!("&[\n{table}]"))
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else if name.ends_with(".rs") {
            files.push((
                format!("{prefix}{name}"),
                entry.path().to_string_lossy().into_owned(),
            ));
        }
    }
    Ok(())
}
