//! The web worker around the compiler: takes texts, answers with diagnostics and programs.
//!
//! It answers one question after the other. The page asks the next one only when it has the answer,
//! so nothing piles up here while somebody types.

mod constructors;
mod convert;
mod ide;
mod port;

use std::cell::RefCell;

use compiler::Compiler;
use protocol::{FromCompiler, SourceFile, ToCompiler};

thread_local! {
    static COMPILER: RefCell<Option<Compiler>> = const { RefCell::new(None) };
}

fn main() {
    constructors::run();
    if port::open(heard) {
        COMPILER.set(Some(warm()));
        port::send(&FromCompiler::Ready);
    }
}

/// A compiler that has seen a program: most of what it will need of the library is worked out before
/// the visitor's first edit.
fn warm() -> Compiler {
    let mut compiler = Compiler::new();
    let text = "fn main() { println!(\"{}\", 1); }\n".into();
    compiler.check(&[compiler::SourceFile {
        name: "main.rs".into(),
        text,
    }]);
    compiler
}

fn heard(message: ToCompiler) {
    let answer = match message {
        ToCompiler::Check { revision, files } => {
            let build = with(files, Compiler::check);
            FromCompiler::Checked {
                revision,
                diagnostics: convert::diagnostics(&build),
            }
        }
        ToCompiler::Build { revision, files } => {
            let build = with(files, Compiler::build);
            let diagnostics = convert::diagnostics(&build);
            let program = build.program.map(|program| program.to_bytes());
            FromCompiler::Built {
                revision,
                diagnostics,
                program,
            }
        }
        ToCompiler::Ask { files, question } => FromCompiler::Answered {
            answer: with(files, |compiler, files| {
                ide::answer(compiler, files, &question)
            }),
        },
    };
    port::send(&answer);
}

fn with<R>(
    files: Vec<SourceFile>,
    ask: impl FnOnce(&mut Compiler, &[compiler::SourceFile]) -> R,
) -> R {
    let file = |file: SourceFile| compiler::SourceFile {
        name: file.name,
        text: file.text,
    };
    let files: Vec<_> = files.into_iter().map(file).collect();
    COMPILER.with_borrow_mut(|compiler| ask(compiler.get_or_insert_with(Compiler::new), &files))
}
