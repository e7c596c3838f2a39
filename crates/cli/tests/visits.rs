//! Programs that wait for somebody outside, a visitor who comes, and a file that is there.

use std::fs;
use std::path::Path;
use std::process::Command;

struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs the program of that name with the visits, for the test of that name.
fn visit(test: &str, name: &str, visits: &[&str]) -> Ran {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/visits");
    let script = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.visits"));
    fs::write(&script, visits.join("\n")).expect("the folder for tests is there");
    let output = Command::new(env!("CARGO_BIN_EXE_pollscope"))
        .arg("run")
        .arg(folder.join(name).with_extension("rs"))
        .arg("--with")
        .arg(folder.join("hello.html"))
        .arg("--visits")
        .arg(&script)
        .output()
        .expect("pollscope starts");
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("text"),
        stderr: String::from_utf8(output.stderr).expect("text"),
    }
}

#[test]
fn two_visitors_of_an_echo_server() {
    let ran = visit(
        "echo",
        "echo",
        &[
            "# The first is not the only one.",
            "10 connect 1 8080",
            "10 connect 2 9999",
            "20 send 1 hello\\n",
            "30 connect 3 8080",
            "40 send 3 again",
            "50 half-close 3",
            "60 send 1 bye",
            "70 close 1",
        ],
    );
    assert_eq!(ran.code, Some(4), "{}", ran.stderr);
    assert_eq!(ran.stdout, "closed\nclosed\n");
    let told = "\
visitor, 0 ms: the program listens on port 8080
visitor, 10 ms: 1: connected
visitor, 10 ms: 2: refused
visitor, 10 ms: 1: accepted
visitor, 20 ms: 1: \"hello\\n\"
visitor, 30 ms: 3: connected
visitor, 30 ms: 3: accepted
visitor, 40 ms: 3: \"again\"
visitor, 50 ms: 3: closed
visitor, 60 ms: 1: \"bye\"
pollscope: Idle: ";
    assert!(ran.stderr.starts_with(told), "{}", ran.stderr);
    let waits = "waits for a connection on 127.0.0.1:8080";
    assert!(ran.stderr.contains(waits), "{}", ran.stderr);
}

#[test]
fn a_slow_request_holds_up_the_next() {
    let ran = visit(
        "slow",
        "web",
        &[
            "10 connect 1 7878",
            "10 send 1 GET /sleep HTTP/1.1\\r\\n\\r\\n",
            "20 connect 2 7878",
            "20 send 2 GET / HTTP/1.1\\r\\n\\r\\n",
        ],
    );
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(ran.stdout, "shutting down\n");
    let good_morning = ran.stderr.find("good morning").expect("an answer");
    let hello = ran.stderr.find("<h1>hello</h1>").expect("an answer");
    assert!(good_morning < hello, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("visitor, 5010 ms: 1: "),
        "{}",
        ran.stderr
    );
}

#[test]
fn nobody_comes() {
    let ran = visit("nobody", "web", &[]);
    assert_eq!(ran.code, Some(4));
    assert_eq!(
        ran.stderr,
        "pollscope: Idle: main waits for a connection on 127.0.0.1:7878, and nobody comes from outside\n"
    );
}
