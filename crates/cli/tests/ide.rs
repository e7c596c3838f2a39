//! What the editor is told about a place, in programs as they are while somebody writes them.
//! `¦` marks the place.

use std::cell::RefCell;

use compiler::{
    Compiler, SourceFile,
    ide::{Completion, Edit, Place},
};

thread_local! {
    /// One for all questions of a test, as in an editor.
    static COMPILER: RefCell<Compiler> = RefCell::new(Compiler::new());
}

fn ask<R>(marked: &str, question: impl FnOnce(&mut Compiler, &[SourceFile], Place) -> R) -> R {
    let offset = marked.find('¦').expect("a place is marked");
    let files = [SourceFile {
        name: "main.rs".to_owned(),
        text: marked.replacen('¦', "", 1),
    }];
    let at = Place {
        file: 0,
        offset: offset as u32,
    };
    COMPILER.with_borrow_mut(|compiler| question(compiler, &files, at))
}

fn hover(marked: &str) -> String {
    let found = ask(marked, |compiler, files, at| compiler.hover(files, at));
    found.map_or_else(|| "nothing".to_owned(), |it| it.text)
}

fn completions(marked: &str) -> Vec<Completion> {
    ask(marked, |compiler, files, at| {
        compiler.completions(files, at)
    })
    .1
}

fn names(marked: &str) -> Vec<String> {
    completions(marked).into_iter().map(|it| it.name).collect()
}

/// In a function of a program with the usual imports.
fn inside(body: &str) -> String {
    format!(
        "use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::mpsc;

struct Visitor {{ name: String, visits: u32 }}

impl Visitor {{
    fn greet(&self, loud: bool) -> String {{ format!(\"{{}}{{}}\", self.name, loud) }}
    fn new(name: &str) -> Visitor {{ Visitor {{ name: name.to_string(), visits: 0 }} }}
}}

async fn fetch(page: u32, wait: Duration) -> Result<String, std::io::Error> {{
    tokio::time::sleep(wait).await;
    Ok(format!(\"page {{page}}\"))
}}

#[tokio::main(flavor = \"current_thread\")]
async fn main() {{
    {body}
}}
"
    )
}

#[test]
fn hover_tells_types() {
    let told = |body: &str| hover(&inside(body));
    assert_eq!(told("let n¦umbers = vec![1u8];"), "let numbers: Vec<u8>");
    assert_eq!(
        told("let page = fet¦ch(1, Duration::ZERO);"),
        "async fn fetch(page: u32, wait: Duration) -> Result<String, std::io::Error>"
    );
    assert_eq!(
        told("let pag¦e = fetch(1, Duration::ZERO);"),
        "let page: impl Future<Output = Result<String, Error>>"
    );
    assert_eq!(
        told("let page = fetch(1, Duration::ZERO).awa¦it;"),
        "(impl Future<Output = Result<String, Error>>).await: Result<String, Error>"
    );
    assert_eq!(
        told("let it = Visitor::new(\"Ada\"); println!(\"{}\", it.vis¦its);"),
        "visits: u32"
    );
    assert_eq!(told("// wo¦rds"), "nothing");
    assert_eq!(told("let x = 1 ¦+ 1;"), "nothing");
}

#[test]
fn hover_sees_into_macros() {
    let told = |body: &str| hover(&inside(body));
    assert_eq!(
        told("let (a, b) = tokio::join!(async { 1u8 }, async { 2u16 }); let _ = (a, b¦);"),
        "let b: u16"
    );
    assert_eq!(
        told(
            "let (tx, mut rx) = mpsc::channel::<u32>(1);
             tokio::select! { got = r¦x.recv() => println!(\"{got:?}\"), else => drop(tx) }"
        ),
        "let mut rx: Receiver<u32>"
    );
}

#[test]
fn members_are_offered_behind_a_dot() {
    let it = completions(&inside("let it = Visitor::new(\"Ada\"); it.¦"));
    let told: Vec<_> = it
        .iter()
        .map(|it| (it.name.as_str(), it.detail.as_str()))
        .collect();
    assert!(told.contains(&("name", "String")), "{told:?}");
    assert!(
        told.contains(&("greet", "fn greet(&self, loud: bool) -> String")),
        "{told:?}"
    );
    // Without `self` it is no method.
    assert!(!told.iter().any(|(name, _)| *name == "new"), "{told:?}");

    let begun = names(&inside(
        "let it = Visitor::new(\"Ada\"); it.gr¦ let next = 1;",
    ));
    assert!(begun.iter().any(|name| name == "greet"), "{begun:?}");

    let future = names(&inside("fetch(1, Duration::ZERO).¦"));
    assert!(future.iter().any(|name| name == "await"), "{future:?}");
    // Nobody may call it.
    let droppable = names(&inside("vec![1].¦"));
    assert!(
        !droppable.iter().any(|name| name == "drop"),
        "{droppable:?}"
    );
    let text = names(&inside("\"text\".¦"));
    assert!(!text.iter().any(|name| name == "await"), "{text:?}");
    assert!(text.iter().any(|name| name == "to_uppercase"), "{text:?}");
}

#[test]
fn members_are_offered_inside_of_macros() {
    for body in [
        "let it = Visitor::new(\"Ada\"); println!(\"{}\", it.¦);",
        "let it = Visitor::new(\"Ada\"); tokio::spawn(async move { it.¦ });",
        "let it = Visitor::new(\"Ada\"); tokio::join!(async { it.¦ }, async { 1 });",
        "let it = Visitor::new(\"Ada\"); let all = [1]; all.iter().map(|_| it.¦)",
    ] {
        let found = names(&inside(body));
        assert!(
            found.iter().any(|name| name == "visits"),
            "{body}: {found:?}"
        );
    }
}

#[test]
fn names_are_offered_where_one_begins() {
    let found = completions(&inside("let visitor = 1; let other = vi¦;"));
    let of = |name: &str| found.iter().find(|it| it.name == name);
    assert_eq!(of("visitor").map(|it| it.detail.as_str()), Some("i32"));
    for name in [
        "Visitor", "fetch", "println", "HashMap", "match", "async", "Some", "tokio",
    ] {
        assert!(of(name).is_some(), "{name} is missing");
    }
    // What is bound later is not there yet.
    let early = names(&inside("ear¦; let earl = 1;"));
    assert!(!early.iter().any(|name| name == "earl"));
}

#[test]
fn paths_are_offered() {
    let has = |body: &str, name: &str| {
        let found = names(&inside(body));
        assert!(
            found.iter().any(|it| it == name),
            "{body}: no {name} in {found:?}"
        );
    };
    has("Visitor::¦", "new");
    has("tokio::¦", "spawn");
    has("tokio::time::¦", "sleep");
    has("Duration::from_m¦", "from_millis");
    has("let all = Vec::<u8>::¦;", "with_capacity");
    has("use std::sync::¦;", "Arc");
    has("std::cmp::Ordering::¦", "Less");
    has("u32::¦", "MAX");
    has("HashMap::¦", "new");
    has("Vec::¦", "new");
}

#[test]
fn nothing_is_offered_behind_a_number_or_in_words() {
    assert!(names(&inside("let x = 12¦;")).is_empty());
    assert!(names(&inside("// wor¦")).is_empty());
    assert!(names(&inside("let x = \"wor¦\";")).is_empty());
}

#[test]
fn the_call_is_told_while_it_is_written() {
    let told = |body: &str| {
        let found = ask(&inside(body), |compiler, files, at| {
            compiler.signature(files, at)
        })?;
        let active = found.active.map(|at| {
            let (from, to) = found.params[at as usize];
            found.text[from as usize..to as usize].to_owned()
        });
        Some((found.text, active))
    };
    let fetch = "fetch(page: u32, wait: Duration) -> impl Future<Output = Result<String, Error>>";
    let some = |text: &str, active: &str| Some((text.to_owned(), Some(active.to_owned())));
    assert_eq!(told("fetch(¦)"), some(fetch, "page: u32"));
    assert_eq!(told("fetch(1, ¦)"), some(fetch, "wait: Duration"));
    assert_eq!(told("fetch(1, Duration::ZERO)¦;"), None);
    assert_eq!(
        told("fetch(1, Duration::ZERO, ¦)"),
        Some((fetch.to_owned(), None))
    );
    assert_eq!(
        told("let it = Visitor::new(\"Ada\"); println!(\"{}\", it.greet(¦));"),
        some("greet(loud: bool) -> String", "loud: bool")
    );
    assert_eq!(told("fetch(1, { let x = 1; ¦ x })"), None);
}

#[test]
fn declarations_are_found_here_and_in_the_library() {
    let text = inside("let it = Visitor::new(\"Ada\"); let _ = it.gre¦et(true);");
    let found = ask(&text, |compiler, files, at| {
        compiler.definition(files, at).map(|it| it.span)
    });
    let span = found.expect("it is declared");
    let at = text.find("greet(&self").unwrap();
    assert_eq!((span.file, span.start as usize), (0, at));

    let text = inside("tokio::time::sle¦ep(Duration::ZERO).await;");
    let (name, there) = ask(&text, |compiler, files, at| {
        let span = compiler.definition(files, at).expect("it is declared").span;
        let file = compiler
            .library_file(span.file)
            .expect("it is of the library");
        (
            file.name,
            file.text[span.start as usize..span.end as usize].to_owned(),
        )
    });
    assert!(name.starts_with("tokio/"), "{name}");
    assert_eq!(there, "sleep");
}

/// The text after a rename, or why there is none.
fn renamed(marked: &str, to: &str) -> Result<String, String> {
    let mut edits = ask(marked, |compiler, files, at| compiler.rename(files, at, to))?;
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = marked.replacen('¦', "", 1);
    for Edit { span, text: new } in edits {
        text.replace_range(span.start as usize..span.end as usize, &new);
    }
    Ok(text)
}

#[test]
fn a_name_is_changed_wherever_it_is_meant() {
    let text = "struct Point { x: i32, y: i32 }
fn main() {
    let x¦ = 1;
    let point = Point { x, y: x };
    let Point { x: a, .. } = point;
    println!(\"{x} {x:>3} {} {a} {y}\", x, y = point.y);
    { let x = 2; println!(\"{x}\"); }
}
";
    let expected = "struct Point { x: i32, y: i32 }
fn main() {
    let left = 1;
    let point = Point { x: left, y: left };
    let Point { x: a, .. } = point;
    println!(\"{left} {left:>3} {} {a} {y}\", left, y = point.y);
    { let x = 2; println!(\"{x}\"); }
}
";
    assert_eq!(renamed(text, "left").as_deref(), Ok(expected));

    let text = "struct Point { x¦: i32 }
fn main() {
    let x = 1;
    let point = Point { x };
    let Point { mut x } = point;
    x += point.x;
    println!(\"{x}\");
}
";
    let expected = "struct Point { left: i32 }
fn main() {
    let x = 1;
    let point = Point { left: x };
    let Point { left: mut x } = point;
    x += point.left;
    println!(\"{x}\");
}
";
    assert_eq!(renamed(text, "left").as_deref(), Ok(expected));
}

#[test]
fn a_method_is_renamed_with_its_trait_and_all_that_implement_it() {
    let text = "trait Speak { fn speak(&self) -> String; }
struct Dog;
impl Speak for Dog { fn sp¦eak(&self) -> String { String::new() } }
impl Dog { fn other(&self) { self.speak(); } }
#[tokio::main] async fn main() { let it: Box<dyn Speak> = Box::new(Dog); it.speak(); Dog.other(); }
";
    let expected = text.replace('¦', "").replace("speak", "say");
    assert_eq!(renamed(text, "say"), Ok(expected));
}

#[test]
fn what_cannot_be_renamed_says_why() {
    let why = |body: &str, to: &str| renamed(&inside(body), to).unwrap_err();
    assert_eq!(
        why("println¦!()", "say"),
        "`println` is not of this program."
    );
    assert_eq!(why("let a¦ = 1;", "fn"), "`fn` is no name.");
    assert_eq!(why("let a¦ = 1;", "a b"), "`a b` is no name.");
    assert_eq!(why("let x = 1 ¦+ 1;", "a"), "There is no name here.");
    let taken = why("let a¦ = 1; let b = 2; println!(\"{}\", a + b);", "b");
    assert_eq!(taken, "There is another `b` where `a` is used.");
}

#[test]
fn any_place_in_any_text_may_be_asked_about() {
    let whole = inside(
        "let (tx, mut rx) = mpsc::channel::<u32>(1); tokio::select! { a = rx.recv() => {} }",
    );
    let broken = whole.replace("{}}", "{").replace("fn greet", "fn");
    for text in [whole.as_str(), &broken, "", "fn", "😀", "fn main() { \"{x}"] {
        for (offset, _) in text.char_indices().step_by(7) {
            let marked = format!("{}¦{}", &text[..offset], &text[offset..]);
            ask(&marked, |compiler, files, at| {
                compiler.hover(files, at);
                compiler.definition(files, at);
                compiler.signature(files, at);
                compiler.completions(files, at);
                // A name or a reason; what it is depends on the place.
                let _ = compiler.rename(files, at, "other");
            });
        }
    }
}
