//! Each program of `tests` has the warnings that its `//~ column lint: message` marks say, and no others.
//! The marks are what rustc says.

use crate::{Compiler, SourceFile, build};

#[track_caller]
fn check(source: &str) {
    let mut compiler = Compiler::new();
    compiler.analysis.set_files(&[SourceFile {
        name: "main.rs".to_owned(),
        text: source.to_owned(),
    }]);
    let mut found = compiler.analysis.with(|session| {
        let mut diagnostics = session.diagnostics();
        assert!(diagnostics.is_empty(), "{diagnostics:#?}");
        let mut bodies = Vec::new();
        for owner in session.own_bodies() {
            let body = session.body(owner).expect("it has no errors");
            let mir = build::build(session, owner).expect("it is supported");
            diagnostics.extend(super::lint(session, &body, &mir));
            bodies.push(body);
        }
        diagnostics.extend(super::dead_code(session, &bodies));
        let mut found = Vec::new();
        for it in diagnostics {
            let (_, line, column) = session.place(it.labels[0].range);
            found.push((
                line,
                format!("{column} {}: {}", it.code.unwrap_or_default(), it.message),
            ));
        }
        found
    });
    let mut expected = Vec::new();
    for (index, line) in source.lines().enumerate() {
        expected.extend(
            line.split("//~")
                .skip(1)
                .map(|mark| (index as u32 + 1, mark.trim().to_owned())),
        );
    }
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn assignments() {
    check(include_str!("tests/assignments.rs"));
}

#[test]
fn dead_code() {
    check(include_str!("tests/dead_code.rs"));
}

#[test]
fn flow() {
    check(include_str!("tests/flow.rs"));
}

#[test]
fn loops() {
    check(include_str!("tests/loops.rs"));
}

#[test]
fn macros() {
    check(include_str!("tests/macros.rs"));
}

#[test]
fn must_use() {
    check(include_str!("tests/must_use.rs"));
}

#[test]
fn mutability() {
    check(include_str!("tests/mutability.rs"));
}

#[test]
fn unreachable() {
    check(include_str!("tests/unreachable.rs"));
}

#[test]
fn variables() {
    check(include_str!("tests/variables.rs"));
}
