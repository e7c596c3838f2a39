//! `check LIBDIR [FILE.rs] [--own] [--thir FN]`: what the front end says about a library on disk (not with `--own`) and about
//! a program.
//!
//! A folder of LIBDIR is a crate; one whose `lib.rs` declares macros with `#[proc_macro…]` is a macro crate.

use std::{
    fs,
    path::{Path, PathBuf},
};

use analysis::{Analysis, Diagnostic, LibraryCrate, SourceFile};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths = Vec::new();
    let mut thir = None;
    let mut own_only = false;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--thir" => thir = args.next(),
            "--own" => own_only = true,
            _ => paths.push(PathBuf::from(arg)),
        }
    }
    let library = match paths.first() {
        Some(dir) => library(dir)?,
        None => return Err("usage: check LIBDIR [FILE.rs] [--own] [--thir FN]".into()),
    };
    let mut analysis = Analysis::new(&library);
    if let Some(file) = paths.get(1) {
        analysis.set_files(&[SourceFile {
            name: "main.rs".to_owned(),
            text: fs::read_to_string(file)?,
        }]);
    }
    let start = std::time::Instant::now();
    let mut count = 0;
    analysis.with(|session| {
        for krate in library.iter().filter(|_| !own_only) {
            for diagnostic in session.library_diagnostics(krate.name) {
                count += 1;
                print(&analysis, session, &diagnostic);
            }
        }
        if paths.len() > 1 {
            for diagnostic in session.diagnostics() {
                count += 1;
                print(&analysis, session, &diagnostic);
            }
        }
        if let Some(name) = &thir {
            for owner in session.own_bodies() {
                if session.owner_name(owner) == *name {
                    match session.body(owner) {
                        Ok(body) => println!("{}", session.dump(&body)),
                        Err(reason) => println!("{reason:?}"),
                    }
                }
            }
        }
    });
    eprintln!("{count} diagnostics, {:?}", start.elapsed());
    Ok(())
}

fn print(analysis: &Analysis, session: &analysis::Session<'_>, diagnostic: &Diagnostic) {
    let place = diagnostic.labels.first().map_or_else(String::new, |label| {
        let (file, line, column) = session.place(label.range);
        format!("{}:{line}:{column}: ", analysis.file_name(file))
    });
    let code = diagnostic
        .code
        .as_ref()
        .map_or_else(String::new, |code| format!("[{code}]"));
    println!(
        "{place}{:?}{code}: {}",
        diagnostic.level, diagnostic.message
    );
    for label in diagnostic
        .labels
        .iter()
        .filter(|label| !label.text.is_empty())
    {
        let (file, line, column) = session.place(label.range);
        println!(
            "    {}:{line}:{column}: {}",
            analysis.file_name(file),
            label.text
        );
    }
    for (level, note) in &diagnostic.notes {
        println!("    {level:?}: {note}");
    }
}

fn library(dir: &Path) -> Result<Vec<LibraryCrate>, Box<dyn std::error::Error>> {
    let mut crates: Vec<LibraryCrate> = Vec::new();
    for name in folders(dir)? {
        let mut files = Vec::new();
        collect(&dir.join(&name), "", &mut files)?;
        let Some(root) = files.iter().position(|(path, _)| path == "lib.rs") else {
            continue;
        };
        files.swap(0, root);
        let is_proc_macro = files[0].1.contains("#[proc_macro");
        let name: &'static str = if is_proc_macro {
            "pollscope_macros"
        } else {
            name.leak()
        };
        crates.push(LibraryCrate {
            name,
            files,
            deps: Vec::new(),
            is_proc_macro,
        });
    }
    let order = |name: &str| match name {
        "pollscope_macros" => 0,
        "core" => 1,
        "alloc" => 2,
        "std" => 3,
        "futures" => 4,
        _ => 5,
    };
    crates.sort_by_key(|krate| (order(krate.name), krate.name));
    let names: Vec<&'static str> = crates.iter().map(|krate| krate.name).collect();
    for (index, krate) in crates
        .iter_mut()
        .enumerate()
        .filter(|(_, krate)| !krate.is_proc_macro)
    {
        krate.deps = names[..index].to_vec();
    }
    Ok(crates)
}

fn folders(dir: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

fn collect(dir: &Path, prefix: &str, into: &mut Vec<(String, String)>) -> std::io::Result<()> {
    let mut entries = fs::read_dir(dir)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), into)?;
        } else if name.ends_with(".rs") {
            into.push((format!("{prefix}{name}"), fs::read_to_string(entry.path())?));
        }
    }
    Ok(())
}
