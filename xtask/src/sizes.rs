//! How much a visitor downloads: each part of a release site has a limit that it may not creep over.

use crate::sh::Result;
use std::fs;
use std::path::Path;

/// A part of the site: the files whose names start and end so, packed with brotli at its best.
struct Part {
    name: &'static str,
    starts: &'static str,
    ends: &'static str,
    /// Bytes of one such file; kB are 1,000 bytes.
    limit: u64,
}

const PARTS: [Part; 4] = [
    Part {
        name: "app (wasm)",
        starts: "app-",
        ends: "_bg.wasm.br",
        limit: 265_000,
    },
    Part {
        name: "runner (wasm)",
        starts: "runner",
        ends: "_bg.wasm.br",
        limit: 300_000,
    },
    Part {
        name: "compiler (wasm)",
        starts: "compiler",
        ends: "_bg.wasm.br",
        limit: 1_800_000,
    },
    Part {
        name: "editor (script)",
        starts: "editor",
        ends: ".js.br",
        limit: 150_000,
    },
];

/// Measures the packed files of a release site. Prints a table and returns how many parts are within
/// their limits and how many are not.
pub fn check(dist: &Path) -> Result<(usize, usize)> {
    let entries = fs::read_dir(dist).map_err(|e| format!("{}: {e}", dist.display()))?;
    let files: Vec<(String, u64)> = entries
        .flatten()
        .filter_map(|entry| {
            Some((
                entry.file_name().into_string().ok()?,
                entry.metadata().ok()?.len(),
            ))
        })
        .collect();
    let (mut passed, mut failed) = (0, 0);
    for part in &PARTS {
        let verdict = judge(part, &files);
        println!(
            "{:16} {}",
            part.name,
            verdict.as_ref().unwrap_or_else(|why| why)
        );
        if verdict.is_ok() {
            passed += 1
        } else {
            failed += 1
        }
    }
    Ok((passed, failed))
}

fn judge(part: &Part, files: &[(String, u64)]) -> std::result::Result<String, String> {
    let mut matching = files
        .iter()
        .filter(|(name, _)| name.starts_with(part.starts) && name.ends_with(part.ends));
    let Some((name, size)) = matching.next() else {
        return Err(format!("missing: no {}…{}", part.starts, part.ends));
    };
    if let Some((other, _)) = matching.next() {
        return Err(format!("both {name} and {other}: build the site anew"));
    }
    let said = format!("{size:>9} of at most {:>9} bytes", part.limit);
    if *size <= part.limit {
        Ok(said)
    } else {
        Err(format!("{said}: too large"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, u64)]) -> Vec<(String, u64)> {
        files
            .iter()
            .map(|&(name, size)| (name.to_owned(), size))
            .collect()
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        let app = &PARTS[0];
        assert!(
            judge(
                app,
                &files(&[
                    ("app-0f_bg.wasm.br", app.limit),
                    ("app-0f_bg.wasm", 900_000)
                ])
            )
            .is_ok()
        );
        assert!(
            judge(app, &files(&[("app-0f_bg.wasm.br", app.limit + 1)]))
                .unwrap_err()
                .ends_with("too large")
        );
    }

    #[test]
    fn a_missing_or_doubtful_file_fails() {
        let app = &PARTS[0];
        assert!(judge(app, &files(&[("app-0f_bg.wasm", 1)])).is_err());
        assert!(
            judge(
                app,
                &files(&[("app-0f_bg.wasm.br", 1), ("app-1f_bg.wasm.br", 1)])
            )
            .is_err()
        );
    }
}
