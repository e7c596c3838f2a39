//! Whatever comes in, nothing panics or hangs: programs of the corpus with damaged tokens are told what is wrong with
//! them or run within their budget, and damaged bytes of a compiled program are refused or run within it.
//!
//! `DAMAGE=5000 cargo test -p pollscope-cli --test damage` tries more than the test of every day; `DAMAGE_SEED` others.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use bytecode::Program;
use compiler::{Compiler, SourceFile};
use oracle::Question;
use runner::{Options, Run, Status};

/// Far more than any program here takes, on a slow machine too.
const PATIENCE: Duration = Duration::from_secs(240);

/// Deeply nested programs recurse deeply in the compiler; the command line tool gives it as much.
const STACK: usize = 256 << 20;

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % bound.max(1) as u64) as usize
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

fn number(variable: &str, otherwise: u64) -> u64 {
    let set = std::env::var(variable)
        .ok()
        .and_then(|text| text.parse().ok());
    set.unwrap_or(otherwise)
}

fn corpus() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let programs = oracle::programs(&root).expect("the corpus is there");
    let runs = programs.iter().filter(|it| it.question == Question::Run);
    runs.filter_map(|it| std::fs::read_to_string(&it.path).ok())
        .collect()
}

/// A thread with a compiler that takes programs one after the other.
struct Worker {
    give: mpsc::Sender<String>,
    done: mpsc::Receiver<()>,
}

impl Worker {
    fn new() -> Worker {
        let (give, programs) = mpsc::channel::<String>();
        let (tell, done) = mpsc::channel();
        let work = move || {
            let mut compiler = Compiler::new();
            while let Ok(text) = programs.recv() {
                take(&mut compiler, text);
                if tell.send(()).is_err() {
                    break;
                }
            }
        };
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
        thread.expect("a thread");
        Worker { give, done }
    }

    fn take(&self, text: &str) {
        let given = self.give.send(text.to_owned());
        match given.map(|()| self.done.recv_timeout(PATIENCE)) {
            Ok(Ok(())) => {}
            Ok(Err(mpsc::RecvTimeoutError::Timeout)) => panic!("no end of this program:\n{text}"),
            _ => panic!("a panic on this program:\n{text}"),
        }
    }
}

fn take(compiler: &mut Compiler, text: String) {
    let files = [SourceFile {
        name: "main.rs".to_owned(),
        text,
    }];
    let built = compiler.build(&files);
    assert_eq!(built.internal, None);
    assert_eq!(built.program.is_none(), built.has_errors());
    if let Some(program) = built.program {
        run(program);
    }
}

/// Runs within a small budget; says whether it began at all. The program may be damaged, so that the machine may
/// find that it was compiled wrongly.
fn run(program: Program) -> bool {
    let options = Options {
        fuel: 3_000_000,
        output: 64 << 10,
        ..Options::default()
    };
    let Ok(mut run) = Run::new(program, options) else {
        return false;
    };
    while let Status::Running { .. } = run.step(1 << 18) {
        run.take_event_bytes();
        run.take_output();
    }
    true
}

/// The tokens with what is between them.
fn tokens(text: &str) -> Vec<&str> {
    let mut at = 0;
    rustc_lexer::tokenize(text, rustc_lexer::FrontmatterAllowed::No)
        .map(|token| {
            let start = at;
            at += token.len as usize;
            &text[start..at]
        })
        .collect()
}

/// A few tokens taken away, doubled, changed over, or taken from another program.
fn damaged(random: &mut Random, text: &str, other: &str) -> String {
    let mut tokens = tokens(text);
    let others = self::tokens(other);
    for _ in 0..=random.below(3) {
        let (at, to) = (random.below(tokens.len()), random.below(tokens.len()));
        match random.below(7) {
            0 => {
                tokens.remove(at);
            }
            1 => tokens.insert(at, tokens[at]),
            2 => tokens.swap(at, to),
            3 => tokens[at] = random.of(&others),
            4 => tokens.insert(at, random.of(&others)),
            5 => {
                let run = random.below(12);
                tokens.drain(at..(at + run).min(tokens.len()));
            }
            _ => {
                let marks = [
                    "{", "}", "(", ")", "<", ">", "&", "::", "'", "\"", "#", "!", "async ", "dyn ",
                    "..", "\u{e9}",
                ];
                tokens[at] = random.of(&marks);
            }
        }
        if tokens.is_empty() {
            break;
        }
    }
    tokens.concat()
}

#[test]
fn damaged_texts_are_told_what_is_wrong_or_run() {
    let corpus = corpus();
    let corpus: Vec<&str> = corpus.iter().map(String::as_str).collect();
    let mut random = Random(number("DAMAGE_SEED", 1));
    let worker = Worker::new();
    for _ in 0..number("DAMAGE", 30) {
        let (text, other) = (random.of(&corpus), random.of(&corpus));
        worker.take(&damaged(&mut random, text, other));
    }
}

#[test]
fn damaged_bytes_are_refused_or_run() {
    let mut random = Random(number("DAMAGE_SEED", 1));
    let text = include_str!("programs/run/four_workers.rs");
    let bytes = compiled(text).to_bytes();
    let mut ran = 0;
    for _ in 0..number("DAMAGE", 30) * 20 {
        let mut bytes = bytes.clone();
        for _ in 0..=random.below(2) {
            let at = random.below(bytes.len());
            bytes[at] = match random.below(3) {
                0 => random.below(256) as u8,
                1 => bytes[at].wrapping_add(1),
                _ => bytes[at] ^ (1 << random.below(8)),
            };
        }
        if let Ok(program) = Program::from_bytes(&bytes) {
            ran += usize::from(run(program));
        }
    }
    assert!(ran > 0, "some damage is not seen before it runs");
}

fn compiled(text: &'static str) -> Program {
    let compile = move || {
        let name = "main.rs".to_owned();
        let text = text.to_owned();
        Compiler::new().build(&[SourceFile { name, text }]).program
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(compile);
    let program = thread.expect("a thread").join().expect("no panic");
    program.expect("an accepted program")
}
