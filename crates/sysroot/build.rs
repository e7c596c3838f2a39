//! Makes the table of library files, so that a new file needs no entry anywhere.
//!
//! A visitor downloads these texts, so for the page they come without comments and indentation, a sixth
//! smaller when packed. Natively they stay as they are, and an error in the library names its true line.

use std::{env, fmt::Write as _, fs, io, path::Path};

use rustc_lexer::{FrontmatterAllowed, TokenKind};

fn main() -> io::Result<()> {
    let root =
        Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("library");
    println!("cargo::rerun-if-changed={}", root.display());
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let out = Path::new(&out);
    let for_the_page = env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm");
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
        for (path, mut full) in files {
            if for_the_page {
                let small = out.join(format!("{name}-{}", path.replace('/', "-")));
                fs::write(&small, stripped(&fs::read_to_string(&full)?))?;
                full = small.to_string_lossy().into_owned();
            }
            writeln!(table, "    ({path:?}, include_str!({full:?})),").map_err(io::Error::other)?;
        }
        writeln!(table, "]),").map_err(io::Error::other)?;
    }
    fs::write(out.join("files.rs"), format!("&[\n{table}]"))
}

/// A text without its comments, and with no more white space than keeps its tokens and lines apart.
fn stripped(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    let mut at = 0;
    // What stands between the last token and the next one.
    let mut between = "";
    for token in rustc_lexer::tokenize(text, FrontmatterAllowed::No) {
        let end = at + token.len as usize;
        let piece = &text[at..end];
        at = end;
        match token.kind {
            TokenKind::Whitespace if piece.contains('\n') => between = "\n",
            TokenKind::Whitespace if between.is_empty() => between = " ",
            TokenKind::Whitespace => {}
            TokenKind::LineComment { .. } => between = "\n",
            TokenKind::BlockComment { .. } if between.is_empty() => between = " ",
            TokenKind::BlockComment { .. } => {}
            _ => {
                small.push_str(between);
                small.push_str(piece);
                between = "";
            }
        }
    }
    small
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
