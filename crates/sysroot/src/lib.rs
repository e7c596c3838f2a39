//! The library sources that a program in the page is compiled against.
//!
//! They are ordinary Rust files under `library/`, one folder a crate. This crate only carries their text
//! and says how the crates depend on each other; it compiles none of it.

/// A crate of the library as text.
#[derive(Clone, Copy, Debug)]
pub struct LibraryCrate {
    pub name: &'static str,
    /// Path within the crate and text; `lib.rs` first.
    pub files: &'static [(&'static str, &'static str)],
    pub deps: &'static [&'static str],
    pub is_proc_macro: bool,
}

type Files = &'static [(&'static str, &'static [(&'static str, &'static str)])];

const FILES: Files = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Name, folder, dependencies, whether it declares procedural macros. Dependencies come first.
const CRATES: &[(&str, &str, &[&str], bool)] = &[
    ("pollscope_macros", "macros", &[], true),
    ("core", "core", &["pollscope_macros"], false),
    ("alloc", "alloc", &["core"], false),
    ("std", "std", &["core"], false),
    ("futures", "futures", &["core", "std"], false),
    (
        "tokio",
        "tokio",
        &["pollscope_macros", "core", "std"],
        false,
    ),
    (
        "tokio_stream",
        "tokio_stream",
        &["core", "std", "futures", "tokio"],
        false,
    ),
    (
        "trpl",
        "trpl",
        &["core", "std", "futures", "tokio", "tokio_stream"],
        false,
    ),
];

/// All crates, dependencies before their dependents.
pub fn crates() -> Vec<LibraryCrate> {
    CRATES
        .iter()
        .filter_map(|&(name, folder, deps, is_proc_macro)| {
            let &(_, files) = FILES.iter().find(|(found, _)| *found == folder)?;
            Some(LibraryCrate {
                name,
                files,
                deps,
                is_proc_macro,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_has_its_root_and_every_folder_its_entry() {
        let crates = crates();
        assert_eq!(crates.len(), CRATES.len());
        assert_eq!(crates.len(), FILES.len());
        for it in crates {
            assert_eq!(
                it.files.first().map(|(path, _)| *path),
                Some("lib.rs"),
                "{}",
                it.name
            );
        }
    }
}
